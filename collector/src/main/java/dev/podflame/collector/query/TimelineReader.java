package dev.podflame.collector.query;

import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.Retention;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.ProfileType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// Reads how much was sampled over time, in the unit of the profile type: sums, or of a level its average. Thread-safe.
public final class TimelineReader {
    private static final int MOST_STEPS = 400;
    /// Up to here the samples of 10 s are read, beyond it the sums per minute.
    private static final long FINE_SECONDS = 1800;

    private final ClickHouse clickHouse;
    private final SnapshotReader snapshots;
    private final Retention retention;

    public TimelineReader(ClickHouse clickHouse, Retention retention) {
        this.clickHouse = clickHouse;
        this.snapshots = new SnapshotReader(clickHouse);
        this.retention = retention;
    }

    /// A sum or an average per step; empty where nothing was sampled.
    public record Timeline(Steps steps, List<Optional<Long>> values) {
        public Timeline {
            values = List.copyOf(values);
        }
    }

    /// Of services or of chosen series. Older than the sums per minute, only hours of the whole service are left.
    ///
    /// @throws BadQueryException if single series of that age are gone
    public Timeline read(Subject subject, ProfileType type, TimeRange range, Instant now)
            throws StoreException, BadQueryException {
        if (!type.isLevel()) {
            return sums(subject, type, range, now);
        }
        SnapshotMinutes minutes = snapshots.read(subject, type, range, now);
        Timeline sums = sums(subject, type, minutes.range(), now);
        Steps steps = sums.steps();
        List<Optional<Long>> averages = new ArrayList<>(steps.count());
        for (int i = 0; i < steps.count(); i++) {
            long begin = steps.start() + (long) i * steps.seconds();
            int count = Math.max(1, minutes.count(begin, begin + steps.seconds()));
            averages.add(sums.values().get(i).map(sum -> (sum + count / 2) / count));
        }
        return new Timeline(steps, averages);
    }

    private Timeline sums(Subject subject, ProfileType type, TimeRange range, Instant now)
            throws StoreException, BadQueryException {
        long seconds = now.getEpochSecond();
        boolean fine = !type.isLevel()
                && range.seconds() <= FINE_SECONDS
                && range.from() >= Table.SAMPLES.oldest(retention, seconds);
        boolean hoursOnly = range.from() < Table.MINUTES.oldest(retention, seconds);
        if (hoursOnly && subject.series() instanceof SeriesChoice.Only) {
            throw new BadQueryException(
                    "Sums of single series are kept for " + retention.minuteDays() + " days; the range begins earlier.",
                    "Begin later, or remove the filters.");
        }
        String table = fine ? "samples" : hoursOnly ? "svc_1h" : "totals_1m";
        Steps steps = Steps.of(range, fine ? 10 : hoursOnly ? 3600 : 60, MOST_STEPS);
        return new Timeline(steps, sums(subject, type, table, steps));
    }

    private List<Optional<Long>> sums(Subject subject, ProfileType type, String table, Steps steps)
            throws StoreException {
        Query query = Query.of("SELECT intDiv(toUInt32(ts) - {start:UInt32}, {step:UInt32}) AS step, sum(value)"
                        + " FROM " + table + " WHERE " + subject.condition() + " AND type = {type:String}"
                        + " AND ts >= toDateTime({start:UInt32}, 'UTC') AND ts < toDateTime({end:UInt32}, 'UTC')"
                        + " GROUP BY step")
                .with("type", type.label())
                .with("start", steps.start())
                .with("end", steps.end())
                .with("step", steps.seconds());
        return clickHouse.query(QueryLimits.apply(query), rows -> {
            List<Optional<Long>> sums = new ArrayList<>(Collections.nCopies(steps.count(), Optional.empty()));
            while (rows.next()) {
                sums.set((int) rows.int64(), Optional.of(rows.int64()));
            }
            return sums;
        });
    }
}
