package dev.podflame.collector.query;

import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.StoreException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Reads CPU and memory of services, or of chosen series of them. Thread-safe.
public final class UsageReader {
    private static final int MOST_STEPS = 400;
    private static final int REQUEST_STEPS = 60;
    /// SDKs send once a minute unless they are told otherwise; one time may be lost.
    private static final int REQUEST_GAP_SECONDS = 150;

    private final UsageRows rows;

    public UsageReader(ClickHouse clickHouse) {
        rows = new UsageRows(clickHouse);
    }

    /// Usage of the subject, in steps that suit a chart of the range.
    ///
    /// @param series all series of its services, or of its pod
    public Usage read(Subject subject, List<Series> series, TimeRange range) throws StoreException {
        CounterOwners owners = CounterOwners.of(series);
        Usage usage = new Usage(Steps.of(range, TimeRange.BUCKET_SECONDS, MOST_STEPS), owners);
        rows.read(usage.steps(), owners, condition(subject), (_, row) -> usage.add(row));
        return usage;
    }

    /// Mean CPU in use of each series over the range, in cores; a series that wasn't measured is missing.
    public Map<Long, Double> coresBySeries(Subject subject, List<Series> series, TimeRange range)
            throws StoreException {
        CounterOwners owners = CounterOwners.of(series);
        Steps steps = Steps.of(range, TimeRange.BUCKET_SECONDS, 30);
        Map<Long, Usage> bySeries = new HashMap<>();
        rows.read(
                steps,
                owners,
                condition(subject),
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

    /// Requests that the subject served a second, on the mean over the part of the range for which that is known; none
    /// where its instances report no counts, see `UsageDecoder`.
    public OptionalDouble requestsPerSecond(Subject subject, TimeRange range) throws StoreException {
        Steps steps = Steps.of(range, TimeRange.BUCKET_SECONDS, REQUEST_STEPS);
        Counters requests = new Counters(steps, REQUEST_GAP_SECONDS);
        rows.read(
                steps,
                new CounterOwners(Map.of()),
                condition(subject),
                UsageMetric.REQUESTS,
                REQUEST_GAP_SECONDS,
                (_, row) -> requests.add(
                        row.metric() + "/" + row.owner(),
                        row.firstTime(),
                        row.firstValue(),
                        row.lastTime(),
                        row.lastValue(),
                        row.growth()));
        return IntStream.range(0, steps.count())
                .mapToDouble(requests::perSecond)
                .filter(Double::isFinite)
                .average();
    }

    private static Query condition(Subject subject) {
        return Query.of("AND " + subject.condition());
    }
}
