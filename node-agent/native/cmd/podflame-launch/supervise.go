package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"syscall"
	"time"
)

const (
	exitLauncherFailed = 125
	exitNotExecutable  = 126
	exitNoSuchProgram  = 127
)

// start must be called on the main thread: the kernel sends the parent-death
// signal when the thread that forked ends, and it is this thread's filter and
// priority that the program inherits. The program gets a process group of its
// own, so that a Ctrl-C at a terminal reaches it once, through us.
func start(path string, argv []string) (*exec.Cmd, error) {
	child := &exec.Cmd{
		Path:   path,
		Args:   argv,
		Stdout: os.Stdout,
		Stderr: os.Stderr,
		SysProcAttr: &syscall.SysProcAttr{
			Setpgid:   true,
			Pdeathsig: syscall.SIGKILL,
		},
	}
	return child, child.Start()
}

func startFailure(err error) int {
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, exec.ErrNotFound) {
		return exitNoSuchProgram
	}
	return exitNotExecutable
}

// lifelineOf returns a channel that is closed when in ends.
func lifelineOf(in io.Reader) <-chan struct{} {
	cut := make(chan struct{})
	go func() {
		defer close(cut)
		// How it ends, by end of file or by an error, makes no difference.
		_, _ = io.Copy(io.Discard, in)
	}()
	return cut
}

// supervise waits for the child, forwards signals to it, ends it when the
// lifeline is cut, and returns the exit code to leave with.
func supervise(child *exec.Cmd, lifeline <-chan struct{}, signals <-chan os.Signal, grace time.Duration) int {
	pid := child.Process.Pid
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		// The exit code is read from the state; Wait's error only repeats it.
		_ = child.Wait()
	}()

	var graceOver <-chan time.Time
	for {
		select {
		case <-ended:
			return exitCode(child.ProcessState)
		case received := <-signals:
			if received != syscall.SIGPIPE {
				_ = child.Process.Signal(received)
			}
		case <-lifeline:
			lifeline = nil
			graceOver = time.After(grace)
			complain("standard input ended, stopping process %d", pid)
			_ = child.Process.Signal(syscall.SIGTERM)
		case <-graceOver:
			complain("process %d did not stop within %s, killing it", pid, grace)
			// The group, so that nothing that the program started stays behind.
			_ = syscall.Kill(-pid, syscall.SIGKILL)
		}
	}
}

func exitCode(state *os.ProcessState) int {
	if state == nil {
		return exitLauncherFailed
	}
	if status, ok := state.Sys().(syscall.WaitStatus); ok && status.Signaled() {
		return 128 + int(status.Signal())
	}
	return state.ExitCode()
}
