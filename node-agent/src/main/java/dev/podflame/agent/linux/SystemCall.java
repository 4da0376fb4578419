package dev.podflame.agent.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.Locale;

/// `syscall(2)`: one handle for every call, since libc has no wrapper for half of those the agent needs.
///
/// Numbers differ by architecture where the call is older than 5.1; [Arch] has those of the two that Podflame runs on.
final class SystemCall {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    @SuppressWarnings("restricted")
    private static final MethodHandle SYSCALL = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("syscall"),
            FunctionDescriptor.of(
                    JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(1));

    static final long OPENAT2 = 437;

    /// What a call returned: a value of at least 0, or -1 and why.
    record Result(long value, Errno errno) {
        boolean failed() {
            return value < 0;
        }
    }

    /// Numbers of the older calls.
    enum Arch {
        X86_64(3, 165, 298, 321),
        AARCH64(57, 40, 241, 280);

        final long close;
        final long mount;
        final long perfEventOpen;
        final long bpf;

        Arch(long close, long mount, long perfEventOpen, long bpf) {
            this.close = close;
            this.mount = mount;
            this.perfEventOpen = perfEventOpen;
            this.bpf = bpf;
        }

        static final Arch CURRENT = switch (System.getProperty("os.arch").toLowerCase(Locale.ROOT)) {
            case "amd64", "x86_64" -> X86_64;
            case "aarch64" -> AARCH64;
            default ->
                throw new IllegalStateException(
                        "Podflame runs on x86_64 and aarch64, not on " + System.getProperty("os.arch"));
        };
    }

    private SystemCall() {}

    /// Calls; arguments that aren't given are 0.
    static Result call(long number, long... arguments) {
        long[] all = Arrays.copyOf(arguments, 6);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            long value = (long) SYSCALL.invokeExact(state, number, all[0], all[1], all[2], all[3], all[4], all[5]);
            return new Result(value, value < 0 ? new Errno((int) ERRNO.get(state, 0L)) : Errno.NONE);
        } catch (Throwable e) {
            throw new IllegalStateException("system call " + number + " could not be made", e);
        }
    }

    static void close(int descriptor) {
        call(Arch.CURRENT.close, descriptor);
    }

    /// A zeroed structure of `bytes` bytes whose fields are then set by offset.
    static MemorySegment structure(Arena arena, long bytes) {
        return arena.allocate(bytes, Long.BYTES);
    }

    static void putInt(MemorySegment structure, long offset, int value) {
        structure.set(JAVA_INT, offset, value);
    }

    static void putLong(MemorySegment structure, long offset, long value) {
        structure.set(JAVA_LONG, offset, value);
    }
}
