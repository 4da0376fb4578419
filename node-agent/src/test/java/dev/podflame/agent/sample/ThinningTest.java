package dev.podflame.agent.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.profile.Samples;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ThinningTest {
    private static final long PERIOD = 52_631_578;
    private final Thinning thinning = new Thinning(19);

    @Test
    void asMuchAsTheEngineDoesOrMoreIsLeftAsItIs() {
        Samples samples = samples(10);
        assertSame(samples, thinning.apply(samples, OptionalInt.empty()));
        assertSame(samples, thinning.apply(samples, OptionalInt.of(19)));
        assertSame(samples, thinning.apply(samples, OptionalInt.of(199)));
    }

    @Property(tries = 18)
    void aLowerFrequencyKeepsItsShareAndTheSum(@ForAll @IntRange(min = 1, max = 18) int hz) {
        Samples all = samples(20_000);
        Samples kept = thinning.apply(all, OptionalInt.of(hz));
        double share = hz / 19.0;
        // Five standard deviations of a binomial.
        double slack = 5 * Math.sqrt(20_000 * share * (1 - share));
        assertEquals(20_000 * share, kept.size(), slack);
        assertEquals((double) all.total(), (double) kept.total(), slack * PERIOD / share);
        assertTrue(kept.value(0) > PERIOD);
    }

    private static Samples samples(int count) {
        Samples.Builder samples = new Samples.Builder();
        for (int i = 0; i < count; i++) {
            samples.add(i % 7, 1_800_000_000_000_000_000L + i * PERIOD, PERIOD);
        }
        return samples.build();
    }
}
