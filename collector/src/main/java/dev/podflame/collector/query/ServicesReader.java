package dev.podflame.collector.query;

import dev.podflame.collector.query.KnownService.ServiceKey;
import dev.podflame.collector.query.KnownServices.Wanted;
import dev.podflame.collector.query.MeasuredServices.Places;
import dev.podflame.collector.query.SampledServices.Sampled;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.StoreException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads the list of services. CPU is what the kernel counted, or, for a service without usage metrics,
/// what its samples add up to; both over the time that the service was there, see
/// [KnownService#secondsIn]. Thread-safe.
public final class ServicesReader {
    private static final int SPARKLINE_STEPS = 60;
    /// Of the window before only a mean is wanted. Steps of their own keep gaps out of it.
    private static final int STEPS_BEFORE = 15;

    private static final int SHORT_RANGE_SECONDS = 600;

    private final KnownServices knownServices;
    private final MeasuredServices measured;
    private final SampledServices sampledServices;

    public ServicesReader(ClickHouse clickHouse) {
        knownServices = new KnownServices(clickHouse);
        measured = new MeasuredServices(clickHouse);
        sampledServices = new SampledServices(clickHouse);
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

    private record Figures(
            @Nullable Usage usage,
            @Nullable Usage usageBefore,
            @Nullable Sampled sampled) {}

    /// The services whose name or namespace contains `search`, whatever its case, by namespace, name
    /// and host.
    ///
    /// @param namespace only of this one, if not empty
    /// @param service only this one, if not empty
    /// @param byHost each service once per host that it is on, with what it does there
    /// @param visible picks the namespaces that may be shown from those that were found
    public <E extends Exception> Services read(
            TimeRange range, String search, String namespace, String service, boolean byHost, Visible<E> visible)
            throws StoreException, E {
        Steps steps = Steps.of(range, shortestStep(range), SPARKLINE_STEPS);
        List<KnownService> found = knownServices.read(range, new Wanted(search, namespace, service, byHost));
        Set<String> shown =
                visible.of(found.stream().map(KnownService::namespace).collect(Collectors.toCollection(TreeSet::new)));
        List<KnownService> known =
                found.stream().filter(one -> shown.contains(one.namespace())).toList();
        if (known.isEmpty()) {
            return new Services(steps, List.of());
        }
        Query services = Query.of("AND service_id IN {services:Array(UInt64)}").with("services", ids(known));
        TimeRange before = new TimeRange(Math.max(0, range.from() - range.seconds()), range.from());
        Places places = measured.places(before.from() - 60, services, byHost);
        Map<ServiceKey, Usage> usage = measured.read(steps, places, services);
        Map<ServiceKey, Usage> usageBefore =
                measured.read(Steps.of(before, TimeRange.BUCKET_SECONDS, STEPS_BEFORE), places, services);
        Map<ServiceKey, Sampled> sampled = sampledServices.read(steps, range, services, byHost);
        List<ServiceSummary> list = new ArrayList<>();
        for (KnownService one : known) {
            Figures figures = new Figures(usage.get(one.key()), usageBefore.get(one.key()), sampled.get(one.key()));
            list.add(summary(one, figures, range, before, steps));
        }
        return new Services(steps, list);
    }

    /// Totals are kept per minute. A short range would have too few of them for a line, and its samples are few enough
    /// to be read themselves.
    private static int shortestStep(TimeRange range) {
        return range.seconds() <= SHORT_RANGE_SECONDS ? Table.SAMPLES.stepSeconds : Table.MINUTES.stepSeconds;
    }

    private static ServiceSummary summary(
            KnownService known, Figures figures, TimeRange range, TimeRange before, Steps steps) {
        Usage usage = figures.usage;
        Sampled sampled = figures.sampled;
        double[] line = unknown(steps);
        double cores = Double.NaN;
        double coresBefore = figures.usageBefore == null ? Double.NaN : Usage.mean(figures.usageBefore.cpuCores());
        if (usage != null && !Double.isNaN(Usage.mean(usage.cpuCores()))) {
            line = usage.cpuCores();
            cores = Usage.mean(line);
        } else if (sampled != null) {
            line = sampled.cpuCores();
            cores = sampled.cpuSeconds() / known.secondsIn(range);
        }
        if (Double.isNaN(coresBefore) && sampled != null) {
            coresBefore = sampled.cpuSecondsBefore() / known.secondsIn(before);
        }
        return new ServiceSummary(
                known.namespace(),
                known.service(),
                known.key().host(),
                known.runtimes(),
                sampled == null ? Set.of() : sampled.types(),
                known.series(),
                known.pods(),
                known.containers(),
                cores,
                coresBefore,
                memory(usage),
                memory(figures.usageBefore),
                known.firstSeen(),
                known.lastSeen(),
                Arrays.stream(line).boxed().toList());
    }

    private static double memory(@Nullable Usage usage) {
        return usage == null ? Double.NaN : Usage.mean(usage.memoryBytes());
    }

    private static String ids(List<KnownService> known) {
        return known.stream()
                .map(one -> Long.toUnsignedString(one.key().service()))
                .distinct()
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static double[] unknown(Steps steps) {
        double[] values = new double[steps.count()];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
