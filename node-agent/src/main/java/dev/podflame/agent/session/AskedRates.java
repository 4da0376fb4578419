package dev.podflame.agent.session;

import dev.podflame.agent.sample.jfr.Rates;
import dev.podflame.agent.target.ProfileRequest;
import dev.podflame.agent.target.Profiling;
import java.util.Optional;

/// The rates that a target asks for.
final class AskedRates {

    /// Timers of CPU time are looked at when the kernel ticks, on some kernels a hundred times a second. A shorter
    /// interval would lose what runs out between two ticks: at 1 ms and 250 ticks, three quarters (measured).
    private static final long SHORTEST_CPU_NANOS = 10_000_000;

    private AskedRates() {}

    static Rates of(Profiling profiling) {
        Optional<ProfileRequest.Alloc> alloc = profiling.find(ProfileRequest.Alloc.class);
        Optional<ProfileRequest.Live> live = profiling.find(ProfileRequest.Live.class);
        return new Rates(
                profiling
                        .find(ProfileRequest.Cpu.class)
                        .map(cpu -> Math.max(SHORTEST_CPU_NANOS, 1_000_000_000L / cpu.frequencyHz()))
                        .orElse(0L),
                profiling
                        .find(ProfileRequest.Wall.class)
                        .map(wall -> wall.interval().toNanos())
                        .orElse(0L),
                // One sampler serves both.
                Math.min(
                        alloc.map(ProfileRequest.Alloc::everyBytes).orElse(Long.MAX_VALUE),
                        live.map(ProfileRequest.Live::everyBytes).orElse(alloc.isEmpty() ? 0 : Long.MAX_VALUE)),
                // Zero would mean none: every wait counts with a step of 1 ns.
                profiling
                        .find(ProfileRequest.Lock.class)
                        .map(lock -> Math.max(1, lock.threshold().toNanos()))
                        .orElse(0L),
                profiling
                        .find(ProfileRequest.NativeMemory.class)
                        .map(ProfileRequest.NativeMemory::everyBytes)
                        .orElse(0L),
                alloc.isPresent(),
                live.isPresent());
    }

    /// The same without one of the types, for a JVM that can't have it; allocations and live objects go together.
    static Rates without(Rates rates, Part part) {
        return new Rates(
                rates.cpuNanos(),
                part == Part.WALL ? 0 : rates.wallNanos(),
                part == Part.HEAP ? 0 : rates.allocBytes(),
                part == Part.LOCK ? 0 : rates.lockNanos(),
                part == Part.NATIVE ? 0 : rates.nativeBytes(),
                part != Part.HEAP && rates.allocations(),
                part != Part.HEAP && rates.live());
    }

    /// What can be left out.
    enum Part {
        HEAP("alloc, live"),
        NATIVE("native_memory"),
        LOCK("lock"),
        WALL("wall");

        private final String types;

        Part(String types) {
            this.types = types;
        }

        String types() {
            return types;
        }

        boolean isIn(Rates rates) {
            return switch (this) {
                case HEAP -> rates.allocBytes() > 0;
                case NATIVE -> rates.nativeBytes() > 0;
                case LOCK -> rates.lockNanos() > 0;
                case WALL -> rates.wallNanos() > 0;
            };
        }
    }
}
