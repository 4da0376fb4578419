package dev.podflame.collector.query;

import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Reads which services were seen in a range. Thread-safe.
final class KnownServices {
    /// Where a series runs, in SQL.
    static final String HOST = "if(labels['k8s.node.name'] != '', labels['k8s.node.name'], labels['host.name'])";

    private final ClickHouse clickHouse;

    KnownServices(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /// What is asked for.
    ///
    /// @param search a part of the service's or of the namespace's name, whatever its case; empty for
    /// all
    /// @param namespace only services of this one, if not empty
    /// @param service only this one, if not empty
    /// @param byHost each service once per host that it is on
    record Wanted(String search, String namespace, String service, boolean byHost) {}

    /// By namespace, name and host.
    List<KnownService> read(TimeRange range, Wanted wanted) throws StoreException {
        // Rows of a series that aren't merged yet each know a part of its life, so the range is looked at last.
        Query query = Query.of("""
                        SELECT service_id, host, any(namespace_) AS of_namespace, any(service_) AS of_service,
                            groupUniqArray(runtime_), count(),
                            uniqExactIf(pod, pod != ''), uniqExactIf(container, container != ''),
                            toUInt64(toUInt32(min(first))), toUInt64(toUInt32(max(last)))
                        FROM
                        (
                            SELECT service_id, series_id, any(namespace) AS namespace_, any(service) AS service_,
                                any(runtime) AS runtime_, any(%s) AS host,
                                any(labels['k8s.pod.name']) AS pod, any(labels['container.id']) AS container,
                                min(first_seen) AS first, max(last_seen) AS last
                            FROM series
                            WHERE ({search:String} = '' OR positionCaseInsensitiveUTF8(service, {search:String}) > 0
                                    OR positionCaseInsensitiveUTF8(namespace, {search:String}) > 0)
                                AND ({namespace:String} = '' OR namespace = {namespace:String})
                                AND ({name:String} = '' OR service = {name:String})
                            GROUP BY service_id, series_id
                            HAVING last >= toDateTime({from:UInt32}, 'UTC') AND first < toDateTime({to:UInt32}, 'UTC')
                        )
                        GROUP BY service_id, host
                        ORDER BY of_namespace, of_service, host
                        """.formatted(wanted.byHost ? HOST : "''"))
                .with("from", range.from() - 60)
                .with("to", range.to())
                .with("search", wanted.search)
                .with("namespace", wanted.namespace)
                .with("name", wanted.service);
        return clickHouse.query(QueryLimits.apply(query), rows -> {
            List<KnownService> known = new ArrayList<>();
            while (rows.next()) {
                known.add(new KnownService(
                        new KnownService.ServiceKey(rows.int64(), rows.string()),
                        rows.string(),
                        rows.string(),
                        runtimes(rows.strings()),
                        rows.int64(),
                        rows.int64(),
                        rows.int64(),
                        rows.int64(),
                        rows.int64()));
            }
            return known;
        });
    }

    private static Set<String> runtimes(String[] names) {
        Set<String> runtimes = new TreeSet<>(Arrays.asList(names));
        runtimes.remove("");
        return runtimes;
    }
}
