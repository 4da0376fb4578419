package dev.podflame.collector.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.store.Retention;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeRangeTest {
    private static final Instant NOW = Instant.parse("2026-11-22T15:00:07Z");

    @ParameterizedTest
    @CsvSource({
        "now-15m, now, 2026-11-22T14:45:00Z, 2026-11-22T15:00:00Z",
        "now-1h, now-30s, 2026-11-22T14:00:00Z, 2026-11-22T14:59:30Z",
        "now - 2d, now, 2026-11-20T15:00:00Z, 2026-11-22T15:00:00Z",
        "2026-11-22T14:00:19Z, 2026-11-22T15:30:00+01:00, 2026-11-22T14:00:10Z, 2026-11-22T14:30:00Z",
        "1795356000000, 1795359600000, 2026-11-22T14:00:00Z, 2026-11-22T15:00:00Z",
        "2026-11-22T14:00:00Z, 2026-11-23T00:00:00Z, 2026-11-22T14:00:00Z, 2026-11-22T15:00:00Z",
        "now-3s, now, 2026-11-22T15:00:00Z, 2026-11-22T15:00:10Z",
    })
    void timesAreReadAndRoundedDownToBuckets(String from, String to, Instant begin, Instant end) throws Exception {
        TimeRange range = TimeRange.parse(from, to, NOW, Retention.DEFAULT);

        assertEquals(begin, Instant.ofEpochSecond(range.from()));
        assertEquals(end, Instant.ofEpochSecond(range.to()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "now|now-1h|ends before it begins|from that is earlier",
                "now|now|ends before it begins|from that is earlier",
                "now-15q|now|unknown unit: q|s, m, h, d and w",
                "now-15|now|no unit|s, m, h, d and w",
                "yesterday|now|isn't a time: yesterday|now-15m",
                "1795356000|now|in milliseconds|three zeros",
                "now-400d|now|earlier than data is kept: 365 days|now-364d",
                "2027-01-01T00:00:00Z|2027-01-02T00:00:00Z|future|earlier",
                "2026-11-22|now|isn't a time|ISO 8601",
            })
    void whatCannotBeReadIsSaidWithItsCure(String from, String to, String error, String cure) {
        BadQueryException refused =
                assertThrows(BadQueryException.class, () -> TimeRange.parse(from, to, NOW, Retention.DEFAULT));

        assertTrue(String.valueOf(refused.getMessage()).contains(error), refused.getMessage());
        assertTrue(refused.cure().contains(cure), refused.cure());
    }

    @Property
    void anyTextIsARangeOrAClearError(@ForAll String from, @ForAll String to) {
        try {
            TimeRange.parse(from, to, NOW, Retention.DEFAULT);
        } catch (BadQueryException e) {
            assertTrue(String.valueOf(e.getMessage()).length() > 10);
        }
    }
}
