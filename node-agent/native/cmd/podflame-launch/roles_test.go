package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strconv"
	"syscall"
	"unsafe"

	"golang.org/x/sys/unix"
)

// roles are the programs that the tests start. They print what they see.
var roles = map[string]func(args []string) int{
	"wait":              wait,
	"wait-stubbornly":   waitStubbornly,
	"wait-with-child":   waitWithChild,
	"exit":              exit,
	"agent":             agent,
	"without-resources": withoutResources,
	"raise-memlock":     raiseMemlock,
	"lower-core":        lowerCore,
	"raise-processes":   raiseProcesses,
	"standing":          standing,
}

func wait([]string) int {
	fmt.Println(os.Getpid())
	for {
		// Not select{}: Go's runtime would call that a deadlock.
		_ = unix.Pause()
	}
}

func waitStubbornly([]string) int {
	signal.Ignore(syscall.SIGTERM)
	return wait(nil)
}

// waitWithChild starts a child that heeds no SIGTERM, and heeds none itself.
func waitWithChild([]string) int {
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), roleVariable+"=wait-stubbornly")
	child.Stdout = os.Stdout
	if err := child.Start(); err != nil {
		panic(err)
	}
	return waitStubbornly(nil)
}

func exit([]string) int {
	return 7
}

// agent does what the node agent does: it holds the launcher's standard input.
func agent([]string) int {
	launched := exec.Command(os.Getenv("PODFLAME_TEST_LAUNCHER"), "--", os.Args[0])
	launched.Env = append(os.Environ(), roleVariable+"=wait")
	launched.Stdout = os.Stdout
	lifeline, err := launched.StdinPipe()
	if err != nil {
		panic(err)
	}
	if err := launched.Start(); err != nil {
		panic(err)
	}
	fmt.Println(launched.Process.Pid)
	_ = launched.Wait()
	runtime.KeepAlive(lifeline)
	return 0
}

// withoutResources gives CAP_SYS_RESOURCE and the memlock limit up and becomes
// the program that its arguments name. The role of that program is in its first
// argument.
func withoutResources(args []string) int {
	runtime.LockOSThread()
	if err := unix.Setrlimit(unix.RLIMIT_MEMLOCK, &unix.Rlimit{Cur: 65536, Max: 65536}); err != nil {
		panic(err)
	}
	// Without CAP_SETPCAP this fails, but then there was no CAP_SYS_RESOURCE either.
	_ = unix.Prctl(unix.PR_CAPBSET_DROP, unix.CAP_SYS_RESOURCE, 0, 0, 0)
	if err := os.Setenv(roleVariable, args[0]); err != nil {
		panic(err)
	}
	panic(syscall.Exec(args[1], args[1:], os.Environ()))
}

var unlimited = unix.Rlimit{Cur: unix.RLIM_INFINITY, Max: unix.RLIM_INFINITY}

// raiseMemlock tries both calls there are and reads the limit before and after.
func raiseMemlock([]string) int {
	fmt.Println("before", limit(unix.RLIMIT_MEMLOCK))
	fmt.Println("prlimit64", unix.Prlimit(0, unix.RLIMIT_MEMLOCK, &unlimited, nil))
	_, _, errno := unix.RawSyscall(unix.SYS_SETRLIMIT, unix.RLIMIT_MEMLOCK,
		uintptr(unsafe.Pointer(&unlimited)), 0)
	fmt.Println("setrlimit", errno)
	fmt.Println("after", limit(unix.RLIMIT_MEMLOCK))
	return 0
}

func lowerCore([]string) int {
	err := unix.Setrlimit(unix.RLIMIT_CORE, &unix.Rlimit{Cur: 4096, Max: 8192})
	fmt.Println("setrlimit", err)
	fmt.Println("after", limit(unix.RLIMIT_CORE))
	return 0
}

// raiseProcesses lowers a limit for good and tries to get it back.
func raiseProcesses([]string) int {
	if err := unix.Setrlimit(unix.RLIMIT_SIGPENDING, &unix.Rlimit{Cur: 1000, Max: 1000}); err != nil {
		panic(err)
	}
	fmt.Println("setrlimit", unix.Setrlimit(unix.RLIMIT_SIGPENDING, &unlimited))
	return 0
}

func limit(resource int) string {
	var now unix.Rlimit
	if err := unix.Prlimit(0, resource, nil, &now); err != nil {
		return err.Error()
	}
	return strconv.FormatUint(now.Cur, 10) + " " + strconv.FormatUint(now.Max, 10)
}

// standing prints how this process is scheduled, and what it reads.
func standing([]string) int {
	// The raw call answers 20 - nice.
	priority, err := unix.Getpriority(unix.PRIO_PROCESS, 0)
	if err != nil {
		panic(err)
	}
	attributes, err := unix.SchedGetAttr(0, 0)
	if err != nil {
		panic(err)
	}
	score, err := os.ReadFile("/proc/self/oom_score_adj")
	if err != nil {
		panic(err)
	}
	input, err := io.ReadAll(os.Stdin)
	fmt.Println("nice", 20-priority, "policy", attributes.Policy, "oom", string(score[:len(score)-1]),
		"input", len(input), err)
	return 0
}
