package dev.podflame.collector.query;

import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.Retention;
import dev.podflame.collector.store.StoreException;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;

/// Reads which profile types there are samples of. Thread-safe.
public final class TypesReader {
    private final ClickHouse clickHouse;
    private final Retention retention;

    public TypesReader(ClickHouse clickHouse, Retention retention) {
        this.clickHouse = clickHouse;
        this.retention = retention;
    }

    /// The names of the types, in order. Of single series only as far back as their sums are kept.
    public Set<String> read(Subject subject, TimeRange range, Instant now) throws StoreException {
        boolean hoursOnly = subject.series() instanceof SeriesChoice.All
                && range.from() < Table.MINUTES.oldest(retention, now.getEpochSecond());
        Table grain = hoursOnly ? Table.HOURS : Table.MINUTES;
        Query query = Query.of("SELECT DISTINCT type FROM " + (hoursOnly ? "svc_1h" : "totals_1m")
                        + " WHERE " + subject.condition()
                        + " AND ts >= toDateTime({from:UInt32}, 'UTC') AND ts < toDateTime({to:UInt32}, 'UTC')")
                .with("from", grain.floor(range.from()))
                .with("to", range.to());
        return clickHouse.query(QueryLimits.apply(query), rows -> {
            Set<String> types = new TreeSet<>();
            while (rows.next()) {
                types.add(rows.string());
            }
            return types;
        });
    }
}
