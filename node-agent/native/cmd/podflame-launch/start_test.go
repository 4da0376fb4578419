package main

import (
	"os/exec"
	"strings"
	"testing"
)

func TestExitCodeIsTheProgramsOwn(t *testing.T) {
	if code := launch(t, "exit").exitCode(); code != 7 {
		t.Errorf("exit code %d, want 7", code)
	}
}

func TestWhatCannotBeStartedHasItsOwnExitCodeAndMessage(t *testing.T) {
	cases := map[string]struct {
		args    []string
		code    int
		message string
	}{
		"no such file":    {[]string{"--", "/no/such/program"}, 127, "cannot run /no/such/program"},
		"not in the path": {[]string{"--", "no-such-program"}, 127, "cannot run no-such-program"},
		"not executable":  {[]string{"--", "/etc/passwd"}, 126, "permission denied"},
		"no program":      {[]string{"--"}, 125, "no program named"},
		"unknown flag":    {[]string{"--loud", "--", "true"}, 125, "-loud"},
		"impossible nice": {[]string{"--nice", "many", "--", "true"}, 125, "-nice"},
	}
	for name, expected := range cases {
		t.Run(name, func(t *testing.T) {
			launched := runAs(t, "", exec.Command(launcher, expected.args...))
			if code := launched.exitCode(); code != expected.code {
				t.Errorf("exit code %d, want %d", code, expected.code)
			}
			if !strings.Contains(launched.stderr.String(), expected.message) {
				t.Errorf("standard error lacks %q: %q", expected.message, launched.stderr)
			}
		})
	}
}

func TestProgramInheritsNiceValuePolicyAndOomScore(t *testing.T) {
	launched := launch(t, "standing", "--nice", "7", "--sched-batch", "--oom-score-adj", "900")
	// Policy 3 is SCHED_BATCH. Its standard input is empty: the launcher's own is
	// the lifeline and not for the program to read.
	if got, want := launched.line(), "nice 7 policy 3 oom 900 input 0 <nil>"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
