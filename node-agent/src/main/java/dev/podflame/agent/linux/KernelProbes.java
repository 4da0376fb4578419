package dev.podflame.agent.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// Tries what the profiler will need, the smallest possible way, and leaves nothing behind.
public final class KernelProbes {
    private static final int BPF_MAP_CREATE = 0;
    private static final int BPF_MAP_TYPE_ARRAY = 2;
    private static final int BPF_ATTR_BYTES = 120;

    private static final int PERF_TYPE_SOFTWARE = 1;
    private static final int PERF_COUNT_SW_CPU_CLOCK = 0;
    private static final int PERF_ATTR_BYTES = 112;
    private static final long PERF_FLAG_FD_CLOEXEC = 8;

    private KernelProbes() {}

    /// Creates a BPF map of one entry and closes it.
    public static Errno bpf() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = SystemCall.structure(arena, BPF_ATTR_BYTES);
            SystemCall.putInt(attributes, 0, BPF_MAP_TYPE_ARRAY);
            SystemCall.putInt(attributes, 4, Integer.BYTES);
            SystemCall.putInt(attributes, 8, Long.BYTES);
            SystemCall.putInt(attributes, 12, 1);
            return closed(
                    SystemCall.call(SystemCall.Arch.CURRENT.bpf, BPF_MAP_CREATE, attributes.address(), BPF_ATTR_BYTES));
        }
    }

    /// Opens a cpu-clock event for every process on CPU 0, which the profiler does on each CPU, and closes it.
    public static Errno perfEvents() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = SystemCall.structure(arena, PERF_ATTR_BYTES);
            SystemCall.putInt(attributes, 0, PERF_TYPE_SOFTWARE);
            SystemCall.putInt(attributes, 4, PERF_ATTR_BYTES);
            SystemCall.putLong(attributes, 8, PERF_COUNT_SW_CPU_CLOCK);
            SystemCall.putLong(attributes, 40, 1 /* disabled */);
            return closed(SystemCall.call(
                    SystemCall.Arch.CURRENT.perfEventOpen, attributes.address(), -1, 0, -1, PERF_FLAG_FD_CLOEXEC));
        }
    }

    /// Mounts tracefs on a folder that exists.
    public static Errno mountTracefs(String folder) {
        try (Arena arena = Arena.ofConfined()) {
            return SystemCall.call(
                            SystemCall.Arch.CURRENT.mount,
                            arena.allocateFrom("nodev").address(),
                            arena.allocateFrom(folder).address(),
                            arena.allocateFrom("tracefs").address())
                    .errno();
        }
    }

    private static Errno closed(SystemCall.Result result) {
        if (!result.failed()) {
            SystemCall.close((int) result.value());
        }
        return result.errno();
    }
}
