package main

import "golang.org/x/sys/unix"

// Offsets in the kernel's struct seccomp_data. A filter reads 32 bits at a
// time; both architectures are little-endian, so the low half comes first.
const (
	offsetNumber = 0
	offsetArch   = 4
	offsetArgs   = 16
)

func low(argument uint32) uint32  { return offsetArgs + 8*argument }
func high(argument uint32) uint32 { return low(argument) + 4 }

// memlockFilter answers prlimit64(_, RLIMIT_MEMLOCK, new, _) with a new limit
// and setrlimit(RLIMIT_MEMLOCK, _) with success. Everything else, reading the
// limit included, goes to the kernel, and so do all calls of another
// architecture (32-bit programs), whose numbers mean something else.
func memlockFilter(arch uint32) []unix.SockFilter {
	const allow, pretend = 13, 14
	return []unix.SockFilter{
		0:       load(offsetArch),
		1:       jump{at: 1, equals: arch, then: 2, otherwise: allow}.encode(),
		2:       load(offsetNumber),
		3:       jump{at: 3, equals: unix.SYS_PRLIMIT64, then: 7, otherwise: 4}.encode(),
		4:       jump{at: 4, equals: unix.SYS_SETRLIMIT, then: 5, otherwise: allow}.encode(),
		5:       load(low(0)), // setrlimit: the resource
		6:       jump{at: 6, equals: unix.RLIMIT_MEMLOCK, then: pretend, otherwise: allow}.encode(),
		7:       load(low(1)), // prlimit64: the resource
		8:       jump{at: 8, equals: unix.RLIMIT_MEMLOCK, then: 9, otherwise: allow}.encode(),
		9:       load(low(2)), // prlimit64: the pointer to the new limit
		10:      jump{at: 10, equals: 0, then: 11, otherwise: pretend}.encode(),
		11:      load(high(2)),
		12:      jump{at: 12, equals: 0, then: allow, otherwise: pretend}.encode(),
		allow:   {Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ALLOW},
		pretend: {Code: unix.BPF_RET | unix.BPF_K, K: unix.SECCOMP_RET_ERRNO},
	}
}

func load(offset uint32) unix.SockFilter {
	return unix.SockFilter{Code: unix.BPF_LD | unix.BPF_W | unix.BPF_ABS, K: offset}
}

// jump compares what was loaded last and goes on at one of two instructions,
// named by their index. The kernel wants distances instead.
type jump struct {
	at, then, otherwise uint8
	equals              uint32
}

func (j jump) encode() unix.SockFilter {
	return unix.SockFilter{
		Code: unix.BPF_JMP | unix.BPF_JEQ | unix.BPF_K,
		Jt:   j.then - j.at - 1,
		Jf:   j.otherwise - j.at - 1,
		K:    j.equals,
	}
}
