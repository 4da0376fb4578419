package dev.podflame.agent.sample;

import dev.podflame.profile.Samples;
import java.util.OptionalInt;

/// Gives a process a lower frequency than the engine's: keeps so much of its samples, chosen by a hash, and lets each
/// stand for those that are gone. Sums stay what they were, on average.
///
/// @param engineHz the engine's frequency
public record Thinning(int engineHz) {

    public Thinning {
        if (engineHz < 1) {
            throw new IllegalArgumentException("a frequency of " + engineHz + " Hz");
        }
    }

    Samples apply(Samples samples, OptionalInt wantedHz) {
        if (wantedHz.isEmpty() || wantedHz.getAsInt() >= engineHz) {
            return samples;
        }
        int hz = wantedHz.getAsInt();
        Samples.Builder kept = new Samples.Builder();
        for (int i = 0; i < samples.size(); i++) {
            if (Long.remainderUnsigned(mix(samples.timeNanos(i) + i), engineHz) < hz) {
                kept.add(samples.stack(i), samples.timeNanos(i), scaled(samples.value(i), hz));
            }
        }
        return kept.build();
    }

    private long scaled(long value, int hz) {
        return Math.round((double) value * engineHz / hz);
    }

    /// Spreads times, which come in a rhythm, evenly (the finalizer of SplitMix64).
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
