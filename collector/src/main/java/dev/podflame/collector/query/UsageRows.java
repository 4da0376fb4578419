package dev.podflame.collector.query;

import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.StoreException;
import java.util.Set;

/// Reads usage summed up per step: for each counter its first and last reading in a step and the growth between, for
/// each gauge its mean. Containers come before processes, steps in the order of time.
final class UsageRows {
    private final ClickHouse clickHouse;

    UsageRows(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /// What takes the rows.
    interface Sink {
        void add(long serviceId, Row row);
    }

    /// One counter or gauge in one step.
    ///
    /// @param owner id of the series, or what its container's counters are filed under
    /// @param step number of the step; may lie before the first
    record Row(
            long owner,
            UsageMetric metric,
            int step,
            long firstTime,
            double firstValue,
            long lastTime,
            double lastValue,
            double growth,
            double mean) {}

    /// Reads what `condition` selects, some seconds more at both ends, because growth lies between two readings.
    void read(Steps steps, CounterOwners owners, Query condition, Sink sink) throws StoreException {
        read(steps, owners, condition, UsageMetric.RESOURCES, Counters.GAP_SECONDS, sink);
    }

    /// The same of some metrics only.
    ///
    /// @param gapSeconds how far apart two readings may be between which something grows
    void read(Steps steps, CounterOwners owners, Query condition, Set<UsageMetric> metrics, int gapSeconds, Sink sink)
            throws StoreException {
        int before = (gapSeconds + steps.seconds() - 1) / steps.seconds();
        long base = steps.start() - (long) before * steps.seconds();
        Query query = new Query(
                        statement(owners, metrics, condition.sql()), condition.parameters(), condition.settings())
                .with("base", base)
                .with("end", steps.end() + gapSeconds)
                .with("step", steps.seconds());
        clickHouse.query(QueryLimits.apply(query), rows -> {
            int count = 0;
            while (rows.next()) {
                long serviceId = rows.int64();
                long owner = rows.int64();
                UsageMetric metric = UsageMetric.of(rows.string());
                int step = (int) rows.int64() - before;
                sink.add(
                        serviceId,
                        new Row(
                                owner,
                                metric,
                                step,
                                rows.int64(),
                                rows.float64(),
                                rows.int64(),
                                rows.float64(),
                                rows.float64(),
                                rows.float64()));
                count++;
            }
            return count;
        });
    }

    private static String statement(CounterOwners owners, Set<UsageMetric> metrics, String condition) {
        return """
                WITH arraySort(groupArray((toUInt64(toUInt32(ts)), value))) AS readings
                SELECT service_id, %s AS owner, metric,
                    toInt64(intDiv(toUInt32(ts) - {base:UInt32}, {step:UInt32})) AS step,
                    readings[1].1, readings[1].2, readings[-1].1, readings[-1].2,
                    arraySum((a, b) -> if(b.2 >= a.2, b.2 - a.2, b.2), arrayPopBack(readings), arrayPopFront(readings)),
                    avg(value)
                FROM usage
                WHERE metric IN (%s)
                    AND ts >= toDateTime({base:UInt32}, 'UTC') AND ts < toDateTime({end:UInt32}, 'UTC')
                    %s
                GROUP BY service_id, owner, metric, step
                ORDER BY metric, owner, step
                """.formatted(owners.sql(), UsageMetric.list(metrics), condition);
    }
}
