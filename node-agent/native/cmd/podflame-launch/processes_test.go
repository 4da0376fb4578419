package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

// The tests run the real launcher. This test binary plays the programs that it
// starts: roleVariable names the part.
const roleVariable = "PODFLAME_TEST_ROLE"

var launcher string

func TestMain(m *testing.M) {
	if role, found := roles[os.Getenv(roleVariable)]; found {
		os.Exit(role(os.Args[1:]))
	}
	os.Exit(buildLauncherAndRun(m))
}

func buildLauncherAndRun(m *testing.M) int {
	folder, err := os.MkdirTemp("", "podflame-launch")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	launcher = filepath.Join(folder, "podflame-launch")
	if out, err := exec.Command("go", "build", "-o", launcher, ".").CombinedOutput(); err != nil {
		panic(fmt.Sprintf("go build: %v\n%s", err, out))
	}
	return m.Run()
}

// running is a started process whose standard input the test holds open.
type running struct {
	*exec.Cmd
	t      *testing.T
	stdin  io.WriteCloser
	stdout *bufio.Reader
	stderr *strings.Builder
}

// launch runs this binary in the given role under the launcher.
func launch(t *testing.T, role string, flags ...string) *running {
	t.Helper()
	args := append(append([]string{}, flags...), "--", self(t))
	return runAs(t, role, exec.Command(launcher, args...))
}

func runAs(t *testing.T, role string, cmd *exec.Cmd) *running {
	t.Helper()
	r := &running{Cmd: cmd, t: t, stderr: &strings.Builder{}}
	cmd.Env = append(os.Environ(), roleVariable+"="+role, "PODFLAME_TEST_LAUNCHER="+launcher)
	cmd.Stderr = r.stderr
	// Whoever inherits our standard error could keep Wait waiting.
	cmd.WaitDelay = 10 * time.Second
	var err error
	if r.stdin, err = cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	r.stdout = bufio.NewReader(stdout)
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	return r
}

func self(t *testing.T) string {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// line returns the next line that the program prints.
func (r *running) line() string {
	r.t.Helper()
	line, err := r.stdout.ReadString('\n')
	if err != nil {
		_ = r.Wait()
		r.t.Fatalf("the program printed %q and ended: %v\n%s", line, err, r.stderr)
	}
	return strings.TrimSuffix(line, "\n")
}

// exitCode waits for the end.
func (r *running) exitCode() int {
	r.t.Helper()
	// All output must be read before Wait, which closes the pipe.
	_, _ = io.Copy(io.Discard, r.stdout)
	_ = r.Wait()
	return r.ProcessState.ExitCode()
}

// pidLine reads a pid and opens the process, so that a later process that gets
// the same number cannot be mistaken for it.
func (r *running) pidLine() process {
	r.t.Helper()
	var pid int
	if _, err := fmt.Sscan(r.line(), &pid); err != nil {
		r.t.Fatal(err)
	}
	fd, err := unix.PidfdOpen(pid, 0)
	if err != nil {
		r.t.Fatalf("pidfd of %d: %v", pid, err)
	}
	r.t.Cleanup(func() { _ = unix.Close(fd) })
	return process{r.t, pid, fd}
}

type process struct {
	t   *testing.T
	pid int
	fd  int
}

func (p process) mustBeRunning() {
	p.t.Helper()
	if p.endedWithin(0) {
		p.t.Fatalf("process %d has ended", p.pid)
	}
}

func (p process) mustEnd() {
	p.t.Helper()
	if !p.endedWithin(10 * time.Second) {
		_ = unix.PidfdSendSignal(p.fd, unix.SIGKILL, nil, 0)
		p.t.Fatalf("process %d outlived its launcher", p.pid)
	}
}

// endedWithin waits in the kernel; a pidfd turns readable when its process ends.
func (p process) endedWithin(patience time.Duration) bool {
	p.t.Helper()
	until := time.Now().Add(patience)
	for {
		left := max(0, time.Until(until))
		fds := []unix.PollFd{{Fd: int32(p.fd), Events: unix.POLLIN}}
		ready, err := unix.Poll(fds, int(left.Milliseconds()))
		if err == unix.EINTR {
			continue
		}
		if err != nil {
			p.t.Fatal(err)
		}
		return ready > 0
	}
}
