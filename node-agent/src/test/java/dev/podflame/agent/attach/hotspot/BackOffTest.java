package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.process.ProcessKey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackOffTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final ProcessKey KEY = new ProcessKey(1, 2);

    private final BackOff backOff = new BackOff();

    @Test
    void eachFailureWaitsLongerUpToHalfAnHour() {
        assertEquals(START.plus(Duration.ofMinutes(1)), backOff.failed(KEY, "no", START));
        assertEquals(START.plus(Duration.ofMinutes(5)), backOff.failed(KEY, "no", START));
        assertEquals(START.plus(Duration.ofMinutes(30)), backOff.failed(KEY, "no", START));
        assertEquals(START.plus(Duration.ofMinutes(30)), backOff.failed(KEY, "no", START));
    }

    @Test
    void itEndsWithTimeOrWithSuccess() {
        backOff.failed(KEY, "no", START);
        assertTrue(backOff.of(KEY, START.plusSeconds(59)).isPresent());
        assertFalse(backOff.of(KEY, START.plusSeconds(60)).isPresent());
        assertFalse(
                backOff.of(new ProcessKey(1, 3), START).isPresent(), "a later process with this pid is another one");
        backOff.succeeded(KEY);
        assertEquals(START.plus(Duration.ofMinutes(1)), backOff.failed(KEY, "no", START));
    }
}
