package dev.podflame.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final long MILLI = 1_000_000;

    @Test
    void percentilesAreRunsThatWereMeasured() {
        // 20 ms down to 1 ms
        Latencies latencies = new Latencies(
                LongStream.rangeClosed(1, 20).map(i -> (21 - i) * MILLI).toArray());
        assertEquals(10, latencies.percentileMillis(50));
        assertEquals(19, latencies.percentileMillis(95));
        assertEquals(20, latencies.percentileMillis(96));
        assertEquals(20, latencies.percentileMillis(100));
        assertEquals(1, latencies.percentileMillis(1));
    }

    @Test
    void aSingleRunIsEveryPercentile() {
        Latencies latencies = new Latencies(3 * MILLI / 2);
        assertEquals(1.5, latencies.percentileMillis(1));
        assertEquals(1.5, latencies.percentileMillis(95));
    }

    @Test
    void noRunsAndOddPercentilesAreRefused() {
        assertThrows(IllegalArgumentException.class, Latencies::new);
        assertThrows(IllegalArgumentException.class, () -> new Latencies(1).percentileMillis(0));
        assertThrows(IllegalArgumentException.class, () -> new Latencies(1).percentileMillis(101));
    }
}
