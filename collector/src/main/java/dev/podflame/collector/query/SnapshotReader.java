package dev.podflame.collector.query;

import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.ProfileType;
import java.time.Instant;
import java.util.stream.LongStream;

/// Reads which minutes have snapshots of a level. Thread-safe.
public final class SnapshotReader {
    private static final int MINUTES = 60;

    private final ClickHouse clickHouse;

    public SnapshotReader(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /// The minutes in which any series of the subject has a snapshot.
    public SnapshotMinutes read(Subject subject, ProfileType type, TimeRange asked, Instant now) throws StoreException {
        Query query = Query.of("SELECT toUInt64(toUInt32(ts)) AS hour, groupBitOr(minutes) FROM snapshots_1h"
                        + " WHERE " + subject.condition() + " AND type = {type:String}"
                        + " AND ts >= toDateTime({first:UInt32}, 'UTC') AND ts <= toDateTime({last:UInt32}, 'UTC')"
                        + " GROUP BY hour ORDER BY hour")
                .with("type", type.label())
                .with("first", SnapshotMinutes.firstHour(asked))
                .with("last", SnapshotMinutes.lastHour(asked));
        long[] begins = clickHouse.query(QueryLimits.apply(query), rows -> {
            LongStream.Builder found = LongStream.builder();
            while (rows.next()) {
                long hour = rows.int64();
                long bits = rows.int64();
                for (int minute = 0; minute < MINUTES; minute++) {
                    if ((bits >>> minute & 1) != 0) {
                        found.add(hour + minute * 60L);
                    }
                }
            }
            return found.build().toArray();
        });
        return SnapshotMinutes.of(asked, begins, now);
    }
}
