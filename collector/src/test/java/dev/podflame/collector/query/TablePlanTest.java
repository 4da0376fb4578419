package dev.podflame.collector.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.query.TablePlan.Piece;
import dev.podflame.collector.store.Retention;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TablePlanTest {
    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final long DAY = 86_400;

    @Test
    void hoursLieInTheMiddleMinutesAroundThemSamplesAtTheNewestEdge() {
        TablePlan plan =
                TablePlan.ofService(range("2026-11-22T11:58:40Z", "2026-11-22T14:59:20Z"), Retention.DEFAULT, NOW);

        assertEquals(
                List.of(
                        piece(Table.MINUTES, "2026-11-22T11:58:00Z", "2026-11-22T12:00:00Z"),
                        piece(Table.HOURS, "2026-11-22T12:00:00Z", "2026-11-22T14:00:00Z"),
                        piece(Table.MINUTES, "2026-11-22T14:00:00Z", "2026-11-22T14:59:00Z"),
                        piece(Table.SAMPLES, "2026-11-22T14:59:00Z", "2026-11-22T14:59:20Z")),
                plan.pieces());
        assertEquals(range("2026-11-22T11:58:00Z", "2026-11-22T14:59:20Z"), plan.range());
    }

    @Test
    void aLongRangeThatEndedIsWidenedToWholeMinutes() {
        TablePlan plan =
                TablePlan.ofService(range("2026-11-22T11:10:40Z", "2026-11-22T11:30:20Z"), Retention.DEFAULT, NOW);

        assertEquals(List.of(piece(Table.MINUTES, "2026-11-22T11:10:00Z", "2026-11-22T11:31:00Z")), plan.pieces());
    }

    @Test
    void aShortRangeIsReadFromTheSamples() {
        TablePlan plan =
                TablePlan.ofService(range("2026-11-22T14:51:00Z", "2026-11-22T15:00:00Z"), Retention.DEFAULT, NOW);

        assertEquals(List.of(piece(Table.SAMPLES, "2026-11-22T14:51:00Z", "2026-11-22T15:00:00Z")), plan.pieces());
    }

    @Test
    void anEdgeOlderThanTheSamplesIsWidenedToWholeMinutes() {
        TablePlan plan =
                TablePlan.ofService(range("2026-11-10T10:58:40Z", "2026-11-10T11:01:20Z"), Retention.DEFAULT, NOW);

        assertEquals(range("2026-11-10T10:58:00Z", "2026-11-10T11:02:00Z"), plan.range());
    }

    @Test
    void singleSeriesAreOnlyInTheSamples() throws BadQueryException {
        TablePlan plan =
                TablePlan.ofSeries(range("2026-11-20T10:58:40Z", "2026-11-22T11:01:20Z"), Retention.DEFAULT, NOW);

        assertEquals(List.of(piece(Table.SAMPLES, "2026-11-20T10:58:40Z", "2026-11-22T11:01:20Z")), plan.pieces());
    }

    @Test
    void singleSeriesOlderThanTheSamplesAreRefusedWithACure() {
        BadQueryException refused = assertThrows(
                BadQueryException.class,
                () -> TablePlan.ofSeries(
                        range("2026-11-01T00:00:00Z", "2026-11-22T11:01:20Z"), Retention.DEFAULT, NOW));

        assertTrue(refused.cure().contains("remove the filters"), refused.cure());
    }

    @Property(tries = 5000)
    void piecesCoverTheRangeOnceAndOnlyFromTablesThatStillHaveIt(
            @ForAll @LongRange(min = 0, max = 364 * DAY / 10) long bucketsAgo,
            @ForAll @IntRange(min = 1, max = 900_000) int buckets) {
        long from = NOW.getEpochSecond() - bucketsAgo * 10;
        TimeRange asked = new TimeRange(from, from + buckets * 10L);

        TablePlan plan = TablePlan.ofService(asked, Retention.DEFAULT, NOW);

        long next = plan.range().from();
        for (Piece piece : plan.pieces()) {
            assertEquals(next, piece.from(), "gap or overlap in " + plan);
            assertTrue(piece.to() > piece.from(), "empty piece in " + plan);
            assertEquals(0, piece.from() % piece.table().stepSeconds);
            assertEquals(0, piece.to() % piece.table().stepSeconds);
            assertTrue(
                    piece.from() >= piece.table().oldest(Retention.DEFAULT, NOW.getEpochSecond())
                            || piece.table() == Table.HOURS,
                    "already gone: " + piece);
            next = piece.to();
        }
        assertEquals(plan.range().to(), next);
        assertTrue(plan.range().from() <= asked.from() && plan.range().to() >= asked.to());
        long widened = plan.range().seconds() - asked.seconds();
        boolean samplesKept = asked.from() >= Table.SAMPLES.oldest(Retention.DEFAULT, NOW.getEpochSecond());
        assertTrue(widened < (samplesKept ? 120 : 7200), "widened by " + widened);
        assertTrue(!samplesKept || asked.seconds() > 600 || widened == 0, "a short range is widened");
    }

    private static TimeRange range(String from, String to) {
        return new TimeRange(seconds(from), seconds(to));
    }

    private static Piece piece(Table table, String from, String to) {
        return new Piece(table, seconds(from), seconds(to));
    }

    private static long seconds(String time) {
        return Instant.parse(time).getEpochSecond();
    }
}
