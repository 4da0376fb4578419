package dev.podflame.collector.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SnapshotMinutesTest {
    /// 14:00:00.
    private static final long HOUR = 1_800_000_000L;

    @Test
    void aRangeIsWidenedToWholeMinutes() {
        SnapshotMinutes minutes = at(HOUR + 3000, range(70, 590), 60, 120, 240, 660);

        assertEquals(range(60, 600), minutes.range());
        assertEquals(3, minutes.divisor(minutes.range()));
    }

    @Test
    void theNewestMinutesWaitForTheSnapshotsOfAllSeries() {
        SnapshotMinutes minutes = at(HOUR + 635, range(0, 630), 420, 480, 540, 600);

        assertEquals(range(0, 540), minutes.range());
        assertEquals(2, minutes.divisor(minutes.range()));
    }

    @Test
    void unlessThereAreNoOthers() {
        SnapshotMinutes minutes = at(HOUR + 635, range(0, 630), 600);

        assertEquals(range(0, 660), minutes.range());
        assertEquals(1, minutes.divisor(minutes.range()));
    }

    @Test
    void nothingIsDividedByNothing() {
        SnapshotMinutes minutes = at(HOUR + 3000, range(0, 600));

        assertEquals(1, minutes.divisor(minutes.range()));
        assertEquals(0, minutes.count(HOUR, HOUR + 600));
    }

    @Test
    void aTableOfHoursIsDividedByTheMinutesOfItsHours() {
        SnapshotMinutes minutes = at(HOUR + 90_000, range(600, 1200), 0, 660, 3540);

        assertEquals(1, minutes.divisor(minutes.range()));
        assertEquals(3, minutes.divisor(range(0, 3600)));
        assertEquals(HOUR, SnapshotMinutes.firstHour(range(600, 1200)));
        assertEquals(HOUR, SnapshotMinutes.lastHour(range(600, 3600)));
        assertEquals(HOUR + 3600, SnapshotMinutes.lastHour(range(600, 3610)));
    }

    private static SnapshotMinutes at(long now, TimeRange asked, long... offsets) {
        long[] begins = new long[offsets.length];
        for (int i = 0; i < begins.length; i++) {
            begins[i] = HOUR + offsets[i];
        }
        return SnapshotMinutes.of(asked, begins, Instant.ofEpochSecond(now));
    }

    private static TimeRange range(long from, long to) {
        return new TimeRange(HOUR + from, HOUR + to);
    }
}
