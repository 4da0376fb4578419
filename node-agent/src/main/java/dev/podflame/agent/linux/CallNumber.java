package dev.podflame.agent.linux;

/// Numbers of the system calls that differ by architecture, and of the newer ones that don't.
enum CallNumber {
    READ(0, 63),
    WRITE(1, 64),
    IOCTL(16, 29),
    SOCKET(41, 198),
    CONNECT(42, 203),
    GETSOCKOPT(55, 209),
    GETEUID(107, 175),
    GETEGID(108, 177),
    SETRESUID(117, 147),
    SETRESGID(119, 149),
    FSTATFS(138, 44),
    MKDIRAT(258, 34),
    UNLINKAT(263, 35),
    PPOLL(271, 73),
    RENAMEAT2(316, 276),
    STATX(332, 291),
    PIDFD_SEND_SIGNAL(424, 424),
    PIDFD_OPEN(434, 434),
    OPENAT2(437, 437);

    private final long number;

    CallNumber(long x86, long arm) {
        this.number = SystemCall.Arch.CURRENT == SystemCall.Arch.X86_64 ? x86 : arm;
    }

    SystemCall.Result call(long... arguments) {
        return SystemCall.call(number, arguments);
    }
}
