package dev.podflame.collector.query;

import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.Retention;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.ProfileType;
import java.time.Instant;
import java.util.Arrays;

/// Reads in which 20 ms samples were taken. Thread-safe.
public final class HeatMapReader {
    private static final int FIRST_SIZE = 1024;

    private final ClickHouse clickHouse;
    private final Retention retention;

    public HeatMapReader(ClickHouse clickHouse, Retention retention) {
        this.clickHouse = clickHouse;
        this.retention = retention;
    }

    /// Of a range, or of its end if it is longer than [HeatMap#LONGEST_SECONDS]. Its cells and what has no time add up
    /// to the samples of that range.
    ///
    /// @throws BadQueryException if samples of the type have no times, or not any more
    public HeatMap read(Subject subject, ProfileType type, TimeRange asked, Instant now)
            throws StoreException, BadQueryException {
        TimeRange range = HeatMap.shown(asked);
        HeatMap.check(type, range, now, retention);
        Query query = Query.of("SELECT if(slot = " + SlotRows.UNKNOWN + ", -1,"
                        + " toInt64(toUInt32(ts) - {from:UInt32}) * " + HeatMap.ROWS + " + slot) AS cell, sum(weight)"
                        + " FROM (" + SlotRows.of(subject) + ") GROUP BY cell ORDER BY cell")
                .with("type", type.label())
                .with("from", range.from())
                .with("to", range.to());
        return clickHouse.query(QueryLimits.apply(query), rows -> {
            int[] cells = new int[FIRST_SIZE];
            long[] values = new long[FIRST_SIZE];
            long untimed = 0;
            int size = 0;
            while (rows.next()) {
                long cell = rows.int64();
                long value = rows.int64();
                if (cell < 0) {
                    untimed = value;
                    continue;
                }
                if (size == cells.length) {
                    cells = Arrays.copyOf(cells, 2 * size);
                    values = Arrays.copyOf(values, 2 * size);
                }
                cells[size] = (int) cell;
                values[size++] = value;
            }
            return new HeatMap(range, Arrays.copyOf(cells, size), Arrays.copyOf(values, size), untimed);
        });
    }
}
