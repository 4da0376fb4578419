package dev.podflame.collector.query;

import dev.podflame.collector.store.Retention;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Which tables answer a range: hours in its middle, minutes around them, samples of 10 s where they are needed. The
/// pieces follow each other without gap or overlap, so a sum over them counts every sample once.
///
/// Samples are sorted by series and stack before time, so reading seconds of them costs as much as reading the hour. A
/// range of more than ten minutes is therefore widened to whole minutes, except at an end that is now, where the newest
/// samples still lie in small parts of their own. Where only minutes or hours are left at that age, it is widened too.
///
/// @param range what is answered; wider than asked for by less than a step of the table at that end
/// @param pieces in the order of time
public record TablePlan(TimeRange range, List<Piece> pieces) {
    /// Up to here one look at the samples is as cheap as several pieces, and seconds matter to who asks.
    private static final long RAW_SECONDS = 600;
    /// Up to here a look at every minute is cheap enough.
    private static final long MINUTES_SECONDS = 43_200;
    /// An end that is so near to now is taken to the second.
    private static final long NEWEST_SECONDS = 120;

    /// One table from a time (inclusive) to another (exclusive), both on whole steps of that table.
    record Piece(Table table, long from, long to) {}

    public TablePlan {
        pieces = List.copyOf(pieces);
    }

    /// For whole services: rollups where they fit.
    public static TablePlan ofService(TimeRange asked, Retention retention, Instant now) {
        return ofService(asked, retention, now, Table.HOURS);
    }

    /// The same for who wants to know when in the range: in minutes up to twelve hours, while there are
    /// any; otherwise in hours.
    static TablePlan ofServiceOverTime(TimeRange asked, Retention retention, Instant now) {
        boolean minutes = asked.seconds() <= MINUTES_SECONDS
                && asked.from() >= Table.MINUTES.oldest(retention, now.getEpochSecond());
        return ofService(asked, retention, now, minutes ? Table.MINUTES : Table.HOURS);
    }

    /// The length of the longest steps that the pieces are in.
    int stepSeconds() {
        return pieces.stream().mapToInt(piece -> piece.table.stepSeconds).max().orElse(Table.SAMPLES.stepSeconds);
    }

    private static TablePlan ofService(TimeRange asked, Retention retention, Instant now, Table coarsest) {
        long seconds = now.getEpochSecond();
        boolean samplesKept = asked.from() >= Table.SAMPLES.oldest(retention, seconds);
        if (samplesKept && asked.seconds() <= RAW_SECONDS) {
            return new TablePlan(asked, List.of(new Piece(Table.SAMPLES, asked.from(), asked.to())));
        }
        TimeRange range = widenedToWhatIsKept(widenedToMinutes(asked, seconds), retention, seconds);
        List<Piece> pieces = new ArrayList<>();
        cover(coarsest, range.from(), range.to(), pieces);
        return new TablePlan(range, pieces);
    }

    /// For chosen series: only the samples know them.
    ///
    /// @throws BadQueryException if samples of that age are gone
    public static TablePlan ofSeries(TimeRange asked, Retention retention, Instant now) throws BadQueryException {
        if (asked.from() < Table.SAMPLES.oldest(retention, now.getEpochSecond())) {
            throw new BadQueryException(
                    "Single series are kept for " + retention.rawDays() + " days; the range begins earlier.",
                    "Begin later, or remove the filters: sums of the whole service are kept for " + retention.hourDays()
                            + " days.");
        }
        return new TablePlan(asked, List.of(new Piece(Table.SAMPLES, asked.from(), asked.to())));
    }

    private static TimeRange widenedToMinutes(TimeRange asked, long now) {
        boolean untilNow = asked.to() > now - NEWEST_SECONDS;
        return new TimeRange(Table.MINUTES.floor(asked.from()), untilNow ? asked.to() : Table.MINUTES.ceil(asked.to()));
    }

    private static TimeRange widenedToWhatIsKept(TimeRange asked, Retention retention, long now) {
        long from = asked.from();
        long to = asked.to();
        for (Table coarser : List.of(Table.MINUTES, Table.HOURS)) {
            long oldest = coarser.finer().oldest(retention, now);
            from = from < oldest ? coarser.floor(from) : from;
            to = coarser.floor(to) < oldest ? coarser.ceil(to) : to;
        }
        return new TimeRange(from, to);
    }

    private static void cover(Table table, long from, long to, List<Piece> pieces) {
        if (from >= to) {
            return;
        }
        if (table == Table.SAMPLES) {
            pieces.add(new Piece(table, from, to));
            return;
        }
        Table finer = table.finer();
        long begin = table.ceil(from);
        long end = table.floor(to);
        if (begin >= end) {
            cover(finer, from, to, pieces);
            return;
        }
        cover(finer, from, begin, pieces);
        pieces.add(new Piece(table, begin, end));
        cover(finer, end, to, pieces);
    }
}
