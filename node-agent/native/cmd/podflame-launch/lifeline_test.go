package main

import (
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

func TestProgramEndsWhenStandardInputEnds(t *testing.T) {
	launched := launch(t, "wait")
	program := launched.pidLine()
	program.mustBeRunning()

	launched.stdin.Close()

	program.mustEnd()
	if code := launched.exitCode(); code != 128+int(syscall.SIGTERM) {
		t.Errorf("exit code %d, want 143 for SIGTERM", code)
	}
	if !strings.Contains(launched.stderr.String(), "standard input ended") {
		t.Errorf("standard error does not say why: %q", launched.stderr)
	}
}

func TestProgramThatIgnoresSigtermIsKilledAfterTheGracePeriod(t *testing.T) {
	launched := launch(t, "wait-stubbornly", "--grace", "100ms")
	program := launched.pidLine()

	launched.stdin.Close()

	program.mustEnd()
	if code := launched.exitCode(); code != 128+int(syscall.SIGKILL) {
		t.Errorf("exit code %d, want 137 for SIGKILL", code)
	}
	if !strings.Contains(launched.stderr.String(), "did not stop within 100ms") {
		t.Errorf("standard error does not say why: %q", launched.stderr)
	}
}

func TestWhatTheProgramStartedIsKilledWithIt(t *testing.T) {
	launched := launch(t, "wait-with-child", "--grace", "100ms")
	one, other := launched.pidLine(), launched.pidLine()

	launched.stdin.Close()

	one.mustEnd()
	other.mustEnd()
}

func TestProgramDiesWhenTheLauncherIsKilled(t *testing.T) {
	launched := launch(t, "wait-stubbornly")
	program := launched.pidLine()
	program.mustBeRunning()

	if err := launched.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}

	program.mustEnd()
}

func TestProgramDiesWhenTheAgentIsKilled(t *testing.T) {
	agent := runAs(t, "agent", exec.Command(self(t)))
	launcher, program := agent.pidLine(), agent.pidLine()
	program.mustBeRunning()

	if err := agent.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}

	program.mustEnd()
	launcher.mustEnd()
}

func TestSignalsReachTheProgram(t *testing.T) {
	for _, sent := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT, syscall.SIGHUP} {
		t.Run(sent.String(), func(t *testing.T) {
			launched := launch(t, "wait")
			program := launched.pidLine()

			if err := launched.Process.Signal(sent); err != nil {
				t.Fatal(err)
			}

			program.mustEnd()
			if code := launched.exitCode(); code != 128+int(sent) {
				t.Errorf("exit code %d, want %d", code, 128+int(sent))
			}
		})
	}
}
