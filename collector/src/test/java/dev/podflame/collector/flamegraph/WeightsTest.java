package dev.podflame.collector.flamegraph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.podflame.profile.ProfileType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0.00",
        "0.004, 0.00",
        "0.006, 0.01",
        "1.5, 1.50",
        "9.999, 10.00",
        "12.34, 12.3",
        "99.96, 100.0",
        "100.4, 100"
    })
    void numbersHaveAboutThreeDigits(double value, String text) {
        assertEquals(text, Weights.number(value));
    }

    @Test
    void theUnitFollowsTheProfileType() {
        assertEquals("0.50 cores", weights(ProfileType.CPU).text(5_000_000_000L));
        assertEquals("5.00 s", weights(ProfileType.LOCK).text(5_000_000_000L));
        assertEquals("1.50 MiB", weights(ProfileType.ALLOC).text(1_572_864));
        assertEquals("25.0 %", Weights.percent(1, 4));
    }

    private static Weights weights(ProfileType type) {
        return new Weights(new FlameGraphHeader("x", type, 0, 10_000));
    }
}
