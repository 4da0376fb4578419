// Command podflame-launch runs one program and never lets it outlive whoever
// asked for it.
//
//	podflame-launch [--nice N] [--sched-batch] [--oom-score-adj N] [--grace D] -- PROGRAM ARG…
//
// The launcher's standard input is its lifeline: the program that starts it
// holds the other end of a pipe and writes nothing. When that end closes, be it
// by kill -9, the launcher ends PROGRAM: SIGTERM, and SIGKILL after the grace
// period. When the launcher itself is killed, the kernel kills PROGRAM.
//
// The exit code is PROGRAM's own, or 128 + the number of the signal that ended
// it. 125 says that the launcher failed, 126 that PROGRAM cannot be executed,
// 127 that there is none.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"syscall"
)

func init() {
	// Parent-death signals, seccomp filters and priorities belong to a thread.
	// Locking here keeps main() on the one thread that lives as long as the process.
	runtime.LockOSThread()
}

func main() {
	os.Exit(run(os.Args[1:]))
}

func run(args []string) int {
	settings, err := parse(args)
	if err != nil {
		complain("%v", err)
		return exitLauncherFailed
	}
	program, err := exec.LookPath(settings.program[0])
	if err != nil {
		complain("cannot run %s: %v", settings.program[0], err)
		return startFailure(err)
	}
	if err := settings.apply(); err != nil {
		complain("%v", err)
		return exitLauncherFailed
	}
	if !mayRaiseLimits() {
		if err := pretendMemlockCanBeRaised(); err != nil {
			complain("cannot install the memlock filter: %v", err)
			return exitLauncherFailed
		}
	}

	// Before the start, so that no signal slips in between. SIGPIPE is taken
	// because the agent that read our standard error may be gone.
	signals := make(chan os.Signal, 8)
	signal.Notify(signals, syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP, syscall.SIGPIPE)

	child, err := start(program, settings.program)
	if err != nil {
		complain("cannot run %s: %v", program, err)
		return startFailure(err)
	}
	return supervise(child, lifelineOf(os.Stdin), signals, settings.grace)
}

func complain(format string, values ...any) {
	fmt.Fprintf(os.Stderr, "podflame-launch: "+format+"\n", values...)
}
