package dev.podflame.collector.query;

import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.StoreException;
import java.util.ArrayList;
import java.util.List;

/// Reads the series of a service, of a pod or of a namespace. Thread-safe.
public final class SeriesReader {
    /// How long before and after its samples a series counts as seen: `last_seen` is written once a minute at most.
    private static final long SLACK_SECONDS = 120;

    private final ClickHouse clickHouse;

    public SeriesReader(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /// The series of a service that were seen in the range, by id.
    public List<Series> ofService(long serviceId, TimeRange range) throws StoreException {
        return read(
                Query.of(statement("service_id = {service:UInt64}")).with("service", Long.toUnsignedString(serviceId)),
                range);
    }

    /// The series of pods that were seen in the range, of whatever service, by id.
    public List<Series> ofPods(String namespace, List<String> pods, TimeRange range) throws StoreException {
        // No name of a pod has a comma.
        Query query = Query.of(statement("namespace = {namespace:String}"
                        + " AND has(splitByChar(',', {pods:String}), labels['k8s.pod.name'])"))
                .with("namespace", namespace)
                .with("pods", String.join(",", pods));
        return read(query, range);
    }

    /// The series of a namespace that were seen in the range, of whatever service, by id.
    public List<Series> ofNamespace(String namespace, TimeRange range) throws StoreException {
        return read(Query.of(statement("namespace = {namespace:String}")).with("namespace", namespace), range);
    }

    private static String statement(String condition) {
        return "SELECT service_id, series_id, any(runtime), any(labels), min(first_seen) AS first,"
                + " max(last_seen) AS last FROM series WHERE " + condition + " GROUP BY service_id, series_id"
                + " HAVING first < toDateTime({to:UInt32}, 'UTC') AND last >= toDateTime({from:UInt32}, 'UTC')"
                + " ORDER BY series_id";
    }

    private List<Series> read(Query query, TimeRange range) throws StoreException {
        Query bounded = query.with("from", range.from() - SLACK_SECONDS).with("to", range.to());
        return clickHouse.query(QueryLimits.apply(bounded), rows -> {
            List<Series> series = new ArrayList<>();
            while (rows.next()) {
                series.add(new Series(
                        rows.int64(), rows.int64(), rows.string(), rows.map(), rows.dateTime(), rows.dateTime()));
            }
            return series;
        });
    }

    /// The namespaces that have a service of this name, in order.
    public List<String> namespacesOf(String service) throws StoreException {
        Query query = Query.of(
                        "SELECT DISTINCT namespace FROM series WHERE service = {service:String} ORDER BY namespace")
                .with("service", service);
        return clickHouse.query(QueryLimits.apply(query), rows -> {
            List<String> namespaces = new ArrayList<>();
            while (rows.next()) {
                namespaces.add(rows.string());
            }
            return namespaces;
        });
    }
}
