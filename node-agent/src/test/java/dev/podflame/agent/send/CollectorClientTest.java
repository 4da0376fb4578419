package dev.podflame.agent.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CollectorClientTest {
    private static final Instant NOW = Instant.parse("2026-11-22T18:00:00Z");

    @Test
    void retryAfterIsReadAsSecondsOrDate() {
        assertEquals(Optional.of(Duration.ofSeconds(7)), CollectorClient.retryAfter("7", NOW));
        assertEquals(
                Optional.of(Duration.ofSeconds(30)), CollectorClient.retryAfter("Sun, 22 Nov 2026 18:00:30 GMT", NOW));
    }

    @Test
    void aDateThatIsOverMeansNow() {
        assertEquals(Optional.of(Duration.ZERO), CollectorClient.retryAfter("Sun, 22 Nov 2026 17:00:00 GMT", NOW));
    }

    @Test
    void noCollectorSilencesAnAgentForHours() {
        assertEquals(Optional.of(Duration.ofMinutes(5)), CollectorClient.retryAfter("86400", NOW));
    }

    @Property
    void anyRetryAfterGivesAWaitOfAtMostFiveMinutesOrNone(@ForAll String value) {
        Optional<Duration> wait = CollectorClient.retryAfter(value, NOW);
        assertTrue(wait.isEmpty() || (!wait.get().isNegative() && wait.get().compareTo(Duration.ofMinutes(5)) <= 0));
    }
}
