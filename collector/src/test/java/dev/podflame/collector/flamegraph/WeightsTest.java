package dev.podflame.collector.flamegraph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.podflame.profile.ProfileType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0.0000001, 0",
        "0.000584, 0.00058",
        "0.004, 0.0040",
        "0.0996, 0.100",
        "0.25, 0.25",
        "1.5, 1.50",
        "9.999, 10.00",
        "12.34, 12.3",
        "99.96, 100.0",
        "100.4, 100"
    })
    void numbersHaveAboutThreeDigits(double value, String text) {
        assertEquals(text, Weights.number(value));
    }

    /// A range of ten seconds.
    @ParameterizedTest
    @CsvSource({
        "CPU, 5000000000, 0.50 cores, 5.00 s",
        "WALL, 350000000000, 35.0 threads, 350 s",
        "OFF_CPU, 5000000000, 0.50 threads, 5.00 s",
        "ALLOC, 15728640, 1.50 MiB/s, 15.0 MiB",
        "ALLOC_OBJECTS, 1234, 123/s, 1234",
        "LOCK, 124000000, 12.4 ms/s, 0.12 s",
        "LOCK, 50000000000, 5.00 s/s, 50.0 s",
        "LOCK_CONTENTIONS, 25, 2.50/s, 25",
        "LIVE, 1572864, 1.50 MiB, ''",
        "LIVE_OBJECTS, 1234, 1234, ''",
        "NATIVE_MEMORY, 5000, 500 B/s, 4.88 KiB"
    })
    void theUnitFollowsTheProfileType(ProfileType type, long value, String text, String sum) {
        Weights weights = new Weights(new FlameGraphHeader("x", type, 0, 10_000, 0));
        assertEquals(text, weights.text(value));
        assertEquals(sum, weights.sum(value));
    }

    @Test
    void aShareIsInPercent() {
        assertEquals("25.0 %", Weights.percent(1, 4));
        assertEquals("0 %", Weights.percent(0, 0));
    }
}
