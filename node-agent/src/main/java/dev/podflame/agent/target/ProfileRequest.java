package dev.podflame.agent.target;

import dev.podflame.profile.ProfileType;
import java.time.Duration;

/// One profile that a target asks for, and how closely it looks.
public sealed interface ProfileRequest {

    int DEFAULT_FREQUENCY_HZ = 19;
    int MAX_FREQUENCY_HZ = 199;
    long DEFAULT_BYTES = 1 << 20;
    Duration DEFAULT_THRESHOLD = Duration.ofMillis(10);

    /// What is measured; the one that a target names it by, where it gives two.
    ProfileType type();

    /// CPU time: how often a busy CPU is looked at, per second.
    record Cpu(int frequencyHz) implements ProfileRequest {
        public Cpu {
            checkFrequency(frequencyHz);
        }

        @Override
        public ProfileType type() {
            return ProfileType.CPU;
        }
    }

    /// Wall time: how long after a look each thread is looked at again, busy or waiting.
    record Wall(Duration interval) implements ProfileRequest {
        public static final Duration SHORTEST = Duration.ofMillis(5);
        public static final Duration LONGEST = Duration.ofSeconds(10);

        public Wall {
            if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("interval out of range: " + interval);
            }
        }

        static Wall ofFrequency(int frequencyHz) {
            checkFrequency(frequencyHz);
            return new Wall(Duration.ofNanos(1_000_000_000L / frequencyHz));
        }

        @Override
        public ProfileType type() {
            return ProfileType.WALL;
        }
    }

    /// Allocations on the heap: one look every so many bytes, on average.
    record Alloc(long everyBytes) implements ProfileRequest {
        public Alloc {
            checkBytes(everyBytes);
        }

        @Override
        public ProfileType type() {
            return ProfileType.ALLOC;
        }
    }

    /// Waits for locks: one look for every so much time that threads wait, so that a longer wait is surely seen.
    record Lock(Duration threshold) implements ProfileRequest {
        public Lock {
            if (threshold.isNegative() || threshold.compareTo(Duration.ofMinutes(1)) > 0) {
                throw new IllegalArgumentException("threshold out of range: " + threshold);
            }
        }

        @Override
        public ProfileType type() {
            return ProfileType.LOCK;
        }
    }

    /// Objects that stay reachable, of those that a look at allocations catches.
    record Live(long everyBytes) implements ProfileRequest {
        public Live {
            checkBytes(everyBytes);
        }

        @Override
        public ProfileType type() {
            return ProfileType.LIVE;
        }
    }

    /// Memory from malloc: one look every so many bytes.
    record NativeMemory(long everyBytes) implements ProfileRequest {
        public NativeMemory {
            checkBytes(everyBytes);
        }

        @Override
        public ProfileType type() {
            return ProfileType.NATIVE_MEMORY;
        }
    }

    private static void checkFrequency(int frequencyHz) {
        if (frequencyHz < 1 || frequencyHz > MAX_FREQUENCY_HZ) {
            throw new IllegalArgumentException("frequency out of range: " + frequencyHz);
        }
    }

    private static void checkBytes(long everyBytes) {
        // Closer looks would cost more than any budget has.
        if (everyBytes < 16 << 10 || everyBytes > 1L << 40) {
            throw new IllegalArgumentException("everyBytes out of range: " + everyBytes);
        }
    }
}
