package main

import (
	"os/exec"
	"testing"
)

// unprivileged runs the role as a process without CAP_SYS_RESOURCE and with a
// low memlock limit, with or without the launcher in between.
func unprivileged(t *testing.T, role string, underLauncher bool) *running {
	t.Helper()
	args := []string{role, self(t)}
	if underLauncher {
		args = []string{role, launcher, "--", self(t)}
	}
	return runAs(t, "without-resources", exec.Command(self(t), args...))
}

func TestRaisingMemlockSucceedsUnderTheLauncher(t *testing.T) {
	program := unprivileged(t, "raise-memlock", true)
	mustPrint(t, program, "before 65536 65536", "prlimit64 <nil>", "setrlimit errno 0", "after 65536 65536")
}

func TestRaisingMemlockFailsWithoutTheLauncher(t *testing.T) {
	program := unprivileged(t, "raise-memlock", false)
	mustPrint(t, program, "before 65536 65536", "prlimit64 operation not permitted",
		"setrlimit operation not permitted", "after 65536 65536")
}

func TestOtherLimitsAreTheKernelsBusiness(t *testing.T) {
	mustPrint(t, unprivileged(t, "lower-core", true), "setrlimit <nil>", "after 4096 8192")
	mustPrint(t, unprivileged(t, "raise-processes", true), "setrlimit operation not permitted")
}

func mustPrint(t *testing.T, program *running, lines ...string) {
	t.Helper()
	for _, want := range lines {
		if got := program.line(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}
