package dev.podflame.collector.query;

import dev.podflame.collector.query.KnownService.ServiceKey;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.ProfileType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Reads what services have samples of, and what CPU these add up to. Thread-safe.
final class SampledServices {
    /// Stands for the window before the range among the numbers of steps.
    private static final long BEFORE = -1;

    private final ClickHouse clickHouse;

    SampledServices(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    /// The samples of a service. Filled by one thread, read afterwards.
    static final class Sampled {
        private final Set<String> types = new TreeSet<>();
        private final double[] cpuSeconds;
        private final int stepSeconds;
        private double cpuSecondsBefore = Double.NaN;

        Sampled(Steps steps) {
            stepSeconds = steps.seconds();
            cpuSeconds = new double[steps.count()];
            Arrays.fill(cpuSeconds, Double.NaN);
        }

        /// Profile types that there are samples of in the range.
        Set<String> types() {
            return types;
        }

        /// CPU in use per step, in cores; NaN where nothing was sampled.
        double[] cpuCores() {
            return Arrays.stream(cpuSeconds)
                    .map(seconds -> seconds / stepSeconds)
                    .toArray();
        }

        /// CPU time of all steps, in seconds; NaN if none has a sample.
        double cpuSeconds() {
            double sum = Double.NaN;
            for (double seconds : cpuSeconds) {
                if (!Double.isNaN(seconds)) {
                    sum = Double.isNaN(sum) ? seconds : sum + seconds;
                }
            }
            return sum;
        }

        /// CPU time in the window before the range, in seconds; NaN if it has no sample.
        double cpuSecondsBefore() {
            return cpuSecondsBefore;
        }

        private void add(String type, long step, long sum) {
            boolean cpu = type.equals(ProfileType.CPU.label());
            if (step != BEFORE) {
                types.add(type);
            }
            if (cpu && step == BEFORE) {
                cpuSecondsBefore = sum / 1e9;
            } else if (cpu && step < cpuSeconds.length) {
                cpuSeconds[(int) step] = sum / 1e9;
            }
        }
    }

    /// Samples of the range, and of the window of the same length before it.
    ///
    /// @param condition which services, in SQL that begins with `AND`
    Map<ServiceKey, Sampled> read(Steps steps, TimeRange range, Query condition, boolean byHost) throws StoreException {
        String table = steps.seconds() < Table.MINUTES.stepSeconds ? "samples" : "totals_1m";
        String host = byHost ? "host" : "''";
        String join = byHost
                ? " ANY LEFT JOIN (SELECT series_id, any(" + KnownServices.HOST + ") AS host FROM series WHERE 1 "
                        + condition.sql() + " GROUP BY series_id) AS places USING (series_id)"
                : "";
        Query query = new Query("""
                        SELECT service_id, %s AS place, type,
                            if(toUInt32(ts) < {start:UInt32}, -1, toInt64(intDiv(toUInt32(ts) - {start:UInt32}, {step:UInt32})))
                                AS slot,
                            sum(value)
                        FROM (SELECT service_id, series_id, type, ts, value FROM %s
                            WHERE ts >= toDateTime({before:UInt32}, 'UTC') AND ts < toDateTime({end:UInt32}, 'UTC')
                            %s) AS sampled%s
                        GROUP BY service_id, place, type, slot
                        """.formatted(host, table, condition.sql(), join), condition.parameters(), Map.of())
                .with("before", Math.max(0, steps.start() - range.seconds()))
                .with("start", steps.start())
                .with("end", range.to())
                .with("step", steps.seconds());
        return clickHouse.query(QueryLimits.apply(query), rows -> {
            Map<ServiceKey, Sampled> sampled = new HashMap<>();
            while (rows.next()) {
                ServiceKey key = new ServiceKey(rows.int64(), rows.string());
                sampled.computeIfAbsent(key, _ -> new Sampled(steps)).add(rows.string(), rows.int64(), rows.int64());
            }
            return sampled;
        });
    }
}
