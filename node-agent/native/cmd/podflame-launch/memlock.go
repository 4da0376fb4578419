package main

import (
	"fmt"
	"runtime"
	"unsafe"

	"golang.org/x/sys/unix"
)

// mayRaiseLimits says whether this process has CAP_SYS_RESOURCE.
func mayRaiseLimits() bool {
	header := unix.CapUserHeader{Version: unix.LINUX_CAPABILITY_VERSION_3}
	var sets [2]unix.CapUserData
	if err := unix.Capget(&header, &sets[0]); err != nil {
		return false
	}
	return sets[0].Effective&(1<<unix.CAP_SYS_RESOURCE) != 0
}

// pretendMemlockCanBeRaised makes every attempt of this thread, and of what it
// starts, to set RLIMIT_MEMLOCK return success without doing anything.
//
// The eBPF profiler raises that limit before it loads its programs and gives up
// when it may not. Kernels from 5.11 on charge BPF memory to the cgroup instead,
// so the limit that stays in force does not matter.
func pretendMemlockCanBeRaised() error {
	arch, err := auditArch()
	if err != nil {
		return err
	}
	filter := memlockFilter(arch)
	program := unix.SockFprog{Len: uint16(len(filter)), Filter: &filter[0]}
	// Lets an unprivileged process install a filter; it also means that PROGRAM
	// gains nothing from set-user-ID bits or file capabilities.
	if err := unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0); err != nil {
		return fmt.Errorf("no_new_privs: %w", err)
	}
	_, _, errno := unix.Syscall(unix.SYS_SECCOMP, unix.SECCOMP_SET_MODE_FILTER, 0,
		uintptr(unsafe.Pointer(&program)))
	if errno != 0 {
		return fmt.Errorf("seccomp: %w", errno)
	}
	return nil
}

func auditArch() (uint32, error) {
	switch runtime.GOARCH {
	case "amd64":
		return unix.AUDIT_ARCH_X86_64, nil
	case "arm64":
		return unix.AUDIT_ARCH_AARCH64, nil
	default:
		return 0, fmt.Errorf("not known for %s", runtime.GOARCH)
	}
}
