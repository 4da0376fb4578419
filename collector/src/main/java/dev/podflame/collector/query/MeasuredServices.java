package dev.podflame.collector.query;

import dev.podflame.collector.query.KnownService.ServiceKey;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.StoreException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/// Reads CPU and memory of services as the kernel counted them. Thread-safe.
final class MeasuredServices {
    private static final Set<UsageMetric> METRICS = Set.of(
            UsageMetric.CONTAINER_CPU,
            UsageMetric.CONTAINER_MEMORY,
            UsageMetric.PROCESS_CPU,
            UsageMetric.PROCESS_MEMORY);

    private final ClickHouse clickHouse;
    private final UsageRows rows;

    MeasuredServices(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
        rows = new UsageRows(clickHouse);
    }

    /// Where series run, and whose counters they share.
    ///
    /// @param hosts host per series; empty if nobody asks
    record Places(CounterOwners owners, Map<Long, String> hosts) {
        ServiceKey key(long service, long series) {
            return new ServiceKey(service, hosts.getOrDefault(series, ""));
        }
    }

    /// The places of all series that were seen since a time.
    ///
    /// @param condition which services, in SQL that begins with `AND`
    Places places(long since, Query condition, boolean byHost) throws StoreException {
        Query query = new Query(
                        "SELECT series_id, any(labels['container.id']) AS container, any("
                                + (byHost ? KnownServices.HOST : "''") + ") AS host FROM series"
                                + " WHERE last_seen >= toDateTime({from:UInt32}, 'UTC') " + condition.sql()
                                + " GROUP BY series_id HAVING container != '' OR host != ''",
                        condition.parameters(),
                        Map.of())
                .with("from", Math.max(0, since));
        return clickHouse.query(QueryLimits.apply(query), answer -> {
            Map<Long, String> containers = new HashMap<>();
            Map<Long, String> hosts = new HashMap<>();
            while (answer.next()) {
                long series = answer.int64();
                containers.put(series, answer.string());
                String host = answer.string();
                if (!host.isEmpty()) {
                    hosts.put(series, host);
                }
            }
            return new Places(new CounterOwners(containers), hosts);
        });
    }

    /// Usage of each service in steps.
    Map<ServiceKey, Usage> read(Steps steps, Places places, Query condition) throws StoreException {
        Map<ServiceKey, Usage> usage = new HashMap<>();
        rows.read(
                steps,
                places.owners(),
                condition,
                METRICS,
                Counters.GAP_SECONDS,
                (service, row) -> usage.computeIfAbsent(
                                places.key(service, row.owner()), _ -> new Usage(steps, places.owners()))
                        .add(row));
        return usage;
    }
}
