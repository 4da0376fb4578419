package dev.podflame.agent.sample.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class UpscalingTest {
    private static final long STEP = 1 << 20;

    @Test
    void aSmallObjectStandsForAStepOfBytes() {
        assertEquals(STEP, Upscaling.allocations(16, STEP) * 16, 16);
        assertEquals(STEP, Upscaling.allocations(1024, STEP) * 1024, 1024);
    }

    @Test
    void aLargeObjectStandsForItself() {
        assertEquals(1, Upscaling.allocations(64 * STEP, STEP), 1e-9);
        assertEquals(1, Upscaling.allocations(0, STEP));
    }

    /// HotSpot's sampler, as JEP 331 describes it: the next sample is an exponentially distributed number of bytes
    /// away.
    @Test
    void sumsAreRightOnAverageForAllSizesTogether() {
        SplittableRandom random = new SplittableRandom(7);
        long[] sizes = {24, 4_000, 300_000, 1_000_000, 5_000_000};
        double[] bytes = new double[sizes.length];
        long[] truth = new long[sizes.length];
        double left = next(random);
        for (int i = 0; i < 400_000; i++) {
            int kind = i % 2_000 == 0 ? 4 : i % 200 == 0 ? 3 : i % 50 == 0 ? 2 : i % 2;
            truth[kind] += sizes[kind];
            left -= sizes[kind];
            if (left <= 0) {
                bytes[kind] += Upscaling.allocations(sizes[kind], STEP) * sizes[kind];
                left = next(random);
            }
        }
        for (int kind = 1; kind < sizes.length; kind++) {
            assertEquals(1, bytes[kind] / truth[kind], 0.1, "objects of " + sizes[kind] + " bytes");
        }
    }

    private static double next(SplittableRandom random) {
        return -Math.log(1 - random.nextDouble()) * STEP;
    }

    @Test
    void eventsBySumsKeepSumsToo() {
        long step = 10_000_000;
        long sum = 0;
        double events = 0;
        long truth = 0;
        long counter = 0;
        SplittableRandom random = new SplittableRandom(3);
        for (int i = 0; i < 100_000; i++) {
            long amount = random.nextLong(1, 3 * step);
            truth += amount;
            counter += amount;
            if (counter >= step) {
                counter %= step;
                sum += Upscaling.bySum(amount, step);
                events += Upscaling.countBySum(amount, step);
            }
        }
        assertEquals(1, (double) sum / truth, 0.02);
        assertEquals(1, events / 100_000, 0.02);
        assertTrue(sum > 0);
    }
}
