package dev.podflame.collector.query;

import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.ProfileType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the list of services. CPU is what the kernel counted, or, for a service without usage metrics, what its
/// samples add up to. Thread-safe.
public final class ServicesReader {
    private static final int SPARKLINE_STEPS = 60;
    private static final int SHORT_RANGE_SECONDS = 600;

    private final ClickHouse clickHouse;
    private final UsageRows usageRows;

    public ServicesReader(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
        usageRows = new UsageRows(clickHouse);
    }

    /// Services seen in a range, and the steps of their sparklines.
    public record Services(Steps steps, List<ServiceSummary> list) {
        public Services {
            list = List.copyOf(list);
        }
    }

    /// Says which namespaces may be shown.
    public interface Visible<E extends Exception> {
        Set<String> of(Set<String> namespaces) throws E;
    }

    private record Known(long id, String namespace, String service, Set<String> runtimes, long series, long lastSeen) {}

    private static final class Sampled {
        private final Set<String> types = new TreeSet<>();
        private final double[] cpuCores;

        Sampled(Steps steps) {
            cpuCores = unknown(steps);
        }
    }

    /// The services whose name or namespace contains `search`, whatever its case, by namespace and name.
    ///
    /// @param namespace only of this one, if not empty
    /// @param service only this one, if not empty
    /// @param visible picks the namespaces that may be shown from those that were found
    public <E extends Exception> Services read(
            TimeRange range, String search, String namespace, String service, Visible<E> visible)
            throws StoreException, E {
        Steps steps = Steps.of(range, shortestStep(range), SPARKLINE_STEPS);
        List<Known> found = known(range, search, namespace, service);
        Set<String> shown =
                visible.of(found.stream().map(Known::namespace).collect(Collectors.toCollection(TreeSet::new)));
        List<Known> known =
                found.stream().filter(one -> shown.contains(one.namespace)).toList();
        if (known.isEmpty()) {
            return new Services(steps, List.of());
        }
        String condition = "AND service_id IN {services:Array(UInt64)}";
        Query services = Query.of(condition).with("services", ids(known));
        Map<Long, Usage> usage = usage(steps, range, services);
        Map<Long, Sampled> sampled = sampled(steps, range, services);
        List<ServiceSummary> list = new ArrayList<>();
        for (Known one : known) {
            list.add(summary(one, usage.get(one.id), sampled.get(one.id), steps));
        }
        return new Services(steps, list);
    }

    /// Totals are kept per minute. A short range would have too few of them for a line, and its samples are few enough
    /// to be read themselves.
    private static int shortestStep(TimeRange range) {
        return range.seconds() <= SHORT_RANGE_SECONDS ? Table.SAMPLES.stepSeconds : Table.MINUTES.stepSeconds;
    }

    private static ServiceSummary summary(Known known, @Nullable Usage usage, @Nullable Sampled sampled, Steps steps) {
        double[] cores = unknown(steps);
        if (usage != null && !Double.isNaN(Usage.mean(usage.cpuCores()))) {
            cores = usage.cpuCores();
        } else if (sampled != null) {
            cores = sampled.cpuCores;
        }
        return new ServiceSummary(
                known.namespace,
                known.service,
                known.runtimes,
                sampled == null ? Set.of() : sampled.types,
                known.series,
                Usage.mean(cores),
                usage == null ? Double.NaN : Usage.mean(usage.memoryBytes()),
                known.lastSeen,
                Arrays.stream(cores).boxed().toList());
    }

    private List<Known> known(TimeRange range, String search, String namespace, String service) throws StoreException {
        Query query = Query.of("""
                        SELECT service_id, any(namespace), any(service), groupUniqArray(runtime) AS runtimes,
                            uniqExact(series_id), toUInt64(toUInt32(max(last_seen)))
                        FROM series
                        WHERE last_seen >= toDateTime({from:UInt32}, 'UTC') AND first_seen < toDateTime({to:UInt32}, 'UTC')
                            AND ({search:String} = '' OR positionCaseInsensitiveUTF8(service, {search:String}) > 0
                                OR positionCaseInsensitiveUTF8(namespace, {search:String}) > 0)
                            AND ({namespace:String} = '' OR namespace = {namespace:String})
                            AND ({name:String} = '' OR service = {name:String})
                        GROUP BY service_id
                        ORDER BY any(namespace), any(service)
                        """)
                .with("from", range.from() - 60)
                .with("to", range.to())
                .with("search", search)
                .with("namespace", namespace)
                .with("name", service);
        return clickHouse.query(QueryLimits.apply(query), rows -> {
            List<Known> known = new ArrayList<>();
            while (rows.next()) {
                known.add(new Known(
                        rows.int64(),
                        rows.string(),
                        rows.string(),
                        runtimes(rows.strings()),
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

    private Map<Long, Usage> usage(Steps steps, TimeRange range, Query services) throws StoreException {
        CounterOwners owners = owners(range, services);
        Map<Long, Usage> usage = new HashMap<>();
        usageRows.read(
                steps,
                owners,
                services,
                (service, row) -> usage.computeIfAbsent(service, _ -> new Usage(steps, owners))
                        .add(row));
        return usage;
    }

    private CounterOwners owners(TimeRange range, Query services) throws StoreException {
        Query query = new Query(
                        "SELECT series_id, any(labels['container.id']) AS container FROM series"
                                + " WHERE last_seen >= toDateTime({from:UInt32}, 'UTC') " + services.sql()
                                + " GROUP BY series_id HAVING container != ''",
                        services.parameters(),
                        Map.of())
                .with("from", range.from() - 60);
        return clickHouse.query(QueryLimits.apply(query), rows -> {
            Map<Long, String> containers = new HashMap<>();
            while (rows.next()) {
                containers.put(rows.int64(), rows.string());
            }
            return new CounterOwners(containers);
        });
    }

    private Map<Long, Sampled> sampled(Steps steps, TimeRange range, Query services) throws StoreException {
        Query query = new Query(
                        """
                        SELECT service_id, type, toUInt64(intDiv(toUInt32(ts) - {start:UInt32}, {step:UInt32})) AS slot,
                            sum(value)
                        FROM %s
                        WHERE ts >= toDateTime({start:UInt32}, 'UTC') AND ts < toDateTime({end:UInt32}, 'UTC')
                        """.formatted(steps.seconds() < Table.MINUTES.stepSeconds ? "samples" : "totals_1m")
                                + services.sql() + " GROUP BY service_id, type, slot",
                        services.parameters(),
                        Map.of())
                .with("start", steps.start())
                .with("end", range.to())
                .with("step", steps.seconds());
        return clickHouse.query(QueryLimits.apply(query), rows -> {
            Map<Long, Sampled> sampled = new HashMap<>();
            while (rows.next()) {
                Sampled one = sampled.computeIfAbsent(rows.int64(), _ -> new Sampled(steps));
                String type = rows.string();
                int step = (int) rows.int64();
                long sum = rows.int64();
                one.types.add(type);
                if (type.equals(ProfileType.CPU.label()) && step < steps.count()) {
                    one.cpuCores[step] = sum / 1e9 / steps.seconds();
                }
            }
            return sampled;
        });
    }

    private static String ids(List<Known> known) {
        List<String> ids =
                known.stream().map(one -> Long.toUnsignedString(one.id)).toList();
        return "[" + String.join(",", ids) + "]";
    }

    private static double[] unknown(Steps steps) {
        double[] values = new double[steps.count()];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
