package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"golang.org/x/sys/unix"
)

const usage = "usage: podflame-launch [--nice N] [--sched-batch] [--oom-score-adj N] [--grace DURATION] -- PROGRAM ARG…"

// settings is what the command line asks for.
type settings struct {
	nice        int
	schedBatch  bool
	oomScoreAdj int
	grace       time.Duration
	program     []string
}

func parse(args []string) (settings, error) {
	var s settings
	flags := flag.NewFlagSet("podflame-launch", flag.ContinueOnError)
	flags.SetOutput(io.Discard)
	flags.IntVar(&s.nice, "nice", 0, "")
	flags.BoolVar(&s.schedBatch, "sched-batch", false, "")
	flags.IntVar(&s.oomScoreAdj, "oom-score-adj", 0, "")
	flags.DurationVar(&s.grace, "grace", 3*time.Second, "")
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return s, errors.New(usage)
		}
		return s, fmt.Errorf("%w\n%s", err, usage)
	}
	s.program = flags.Args()
	if len(s.program) == 0 {
		return s, fmt.Errorf("no program named\n%s", usage)
	}
	return s, nil
}

// apply changes the calling thread (nice, policy) and the process (OOM score);
// the program inherits them at its start.
func (s settings) apply() error {
	if s.nice != 0 {
		if err := unix.Setpriority(unix.PRIO_PROCESS, 0, s.nice); err != nil {
			return fmt.Errorf("cannot set nice %d: %w", s.nice, err)
		}
	}
	if s.schedBatch {
		// The nice value is part of the attributes and would be reset to 0 otherwise.
		attributes := unix.SchedAttr{Policy: unix.SCHED_BATCH, Nice: int32(s.nice)}
		if err := unix.SchedSetAttr(0, &attributes, 0); err != nil {
			return fmt.Errorf("cannot set the batch scheduling policy: %w", err)
		}
	}
	if s.oomScoreAdj != 0 {
		score := []byte(strconv.Itoa(s.oomScoreAdj))
		if err := os.WriteFile("/proc/self/oom_score_adj", score, 0); err != nil {
			return fmt.Errorf("cannot set the OOM score adjustment %d: %w", s.oomScoreAdj, err)
		}
	}
	return nil
}
