package dev.podflame.agent.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.OptionalInt;

/// A hold on one process that no later one with its pid can take over, see `pidfd_open(2)`.
public final class PidDescriptor implements AutoCloseable {
    private static final short POLLIN = 1;
    private static final int POLL_BYTES = 8;

    private static final long PIDFD_GET_INFO = 0xC040FF0BL;
    private static final long PIDFD_INFO_EXIT = 8;
    private static final int INFO_BYTES = 64;
    private static final int EXIT_STATUS = 60;

    private final Descriptor descriptor;

    private PidDescriptor(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /// Takes hold of a process.
    ///
    /// @throws KernelException `ESRCH` if there is no such process
    public static PidDescriptor open(long pid) throws KernelException {
        return new PidDescriptor(Descriptor.of(CallNumber.PIDFD_OPEN.call(pid, 0), "process " + pid));
    }

    public void signal(int signal) throws KernelException {
        SystemCall.Result result = CallNumber.PIDFD_SEND_SIGNAL.call(descriptor.number(), signal, 0, 0);
        if (result.failed()) {
            throw new KernelException("signal " + signal + " can't be sent", result.errno());
        }
    }

    /// Whether it has ended, if only just: its parent may not have noticed yet.
    public boolean hasEnded() {
        return endsWithin(Duration.ZERO);
    }

    /// Whether it ends within a time; waits no longer than it has to.
    public boolean endsWithin(Duration limit) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment poll = SystemCall.structure(arena, POLL_BYTES);
            SystemCall.putInt(poll, 0, descriptor.number());
            SystemCall.putInt(poll, 4, POLLIN);
            MemorySegment time = SystemCall.structure(arena, 2 * Long.BYTES);
            SystemCall.putLong(time, 0, limit.toSeconds());
            SystemCall.putLong(time, 8, limit.toNanosPart());
            CallNumber.PPOLL.call(poll.address(), 1, time.address(), 0, 0);
            return (poll.get(JAVA_SHORT, 6) & POLLIN) != 0;
        }
    }

    /// What `wait(2)` would say of it, to whom it isn't a parent: the signal in the lowest seven
    /// bits, or the exit code in the second byte. Empty before its parent has noticed the end, and on
    /// kernels before 6.15.
    public OptionalInt waitStatus() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment info = SystemCall.structure(arena, INFO_BYTES);
            SystemCall.putLong(info, 0, PIDFD_INFO_EXIT);
            SystemCall.Result result = CallNumber.IOCTL.call(descriptor.number(), PIDFD_GET_INFO, info.address());
            boolean known = !result.failed() && (info.get(JAVA_INT, 0) & PIDFD_INFO_EXIT) != 0;
            return known ? OptionalInt.of(info.get(JAVA_INT, EXIT_STATUS)) : OptionalInt.empty();
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
