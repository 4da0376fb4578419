package dev.podflame.collector.query;

import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads CPU and memory of a service, or of chosen series of it. Thread-safe.
public final class UsageReader {
    private static final int MOST_STEPS = 400;

    private final UsageRows rows;

    public UsageReader(ClickHouse clickHouse) {
        rows = new UsageRows(clickHouse);
    }

    /// Usage of the service, in steps that suit a chart of the range.
    public Usage read(long serviceId, List<Series> series, SeriesChoice choice, TimeRange range) throws StoreException {
        CounterOwners owners = CounterOwners.of(series);
        Usage usage = new Usage(Steps.of(range, TimeRange.BUCKET_SECONDS, MOST_STEPS), owners);
        rows.read(usage.steps(), owners, condition(serviceId, choice), (_, row) -> usage.add(row));
        return usage;
    }

    /// Mean CPU in use of each series over the range, in cores; a series that wasn't measured is missing.
    public Map<Long, Double> coresBySeries(long serviceId, List<Series> series, TimeRange range) throws StoreException {
        CounterOwners owners = CounterOwners.of(series);
        Steps steps = Steps.of(range, TimeRange.BUCKET_SECONDS, 30);
        Map<Long, Usage> bySeries = new HashMap<>();
        rows.read(
                steps,
                owners,
                condition(serviceId, SeriesChoice.all()),
                (_, row) -> bySeries.computeIfAbsent(row.owner(), _ -> new Usage(steps, owners))
                        .add(row));
        Map<Long, Double> cores = new HashMap<>();
        bySeries.forEach((id, usage) -> {
            double mean = Usage.mean(usage.cpuCores());
            if (!Double.isNaN(mean)) {
                cores.put(id, mean);
            }
        });
        return cores;
    }

    private static Query condition(long serviceId, SeriesChoice choice) {
        return Query.of("AND service_id = {service:UInt64}" + choice.condition())
                .with("service", Long.toUnsignedString(serviceId));
    }
}
