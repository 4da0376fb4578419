package dev.podflame.collector.query;

import dev.podflame.collector.query.FrameFinder.Frames;
import dev.podflame.collector.query.TablePlan.Piece;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.ProfileType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Sums the samples of services whose stacks have one of some frames: stack by stack, because sums by
/// function don't tell which samples two of them share. Made for one search.
final class MatchedSums {
    private final ClickHouse clickHouse;
    private final Frames frames;
    private final ProfileType type;
    private final TablePlan plan;
    private final String services;

    MatchedSums(ClickHouse clickHouse, Frames frames, ProfileType type, TablePlan plan, List<Long> services) {
        this.clickHouse = clickHouse;
        this.frames = frames;
        this.type = type;
        this.plan = plan;
        this.services = services.stream().map(Long::toUnsignedString).collect(Collectors.joining(","));
    }

    /// The sums of one service. Filled by one thread, read afterwards.
    static final class OfService {
        long self;
        long total;
        long whole;
        final long[] steps;

        OfService(int steps) {
            this.steps = new long[steps];
        }
    }

    /// The sums of a function, by its number.
    record OfFunction(long self, long total) {}

    /// All samples of each service and those that match, over time.
    Map<Long, OfService> byService(Steps steps) throws StoreException {
        Query query = query("SELECT service_id, toInt64(intDiv(toUInt32(ts) - {start:UInt32}, {step:UInt32})) AS slot,"
                        + " sum(value), sumIf(value, notEmpty(found)), sumIf(value, own != 0)"
                        + " FROM (" + samples() + ") AS sampled ANY LEFT JOIN matched USING (service_id, stack_id)"
                        + " GROUP BY service_id, slot")
                .with("start", steps.start())
                .with("step", steps.seconds());
        return clickHouse.query(QueryLimits.apply(query), rows -> {
            Map<Long, OfService> sums = new HashMap<>();
            while (rows.next()) {
                OfService one = sums.computeIfAbsent(rows.int64(), _ -> new OfService(steps.count()));
                long step = rows.int64();
                one.whole += rows.int64();
                long total = rows.int64();
                one.total += total;
                one.self += rows.int64();
                if (step < one.steps.length) {
                    one.steps[(int) step] = total;
                }
            }
            return sums;
        });
    }

    /// The functions of each service.
    Map<Long, Map<Integer, OfFunction>> byFunction() throws StoreException {
        Query query = query("SELECT service_id, function, sum(weight), sumIf(weight, last = function) FROM"
                + " (SELECT service_id, arrayJoin(functions) AS function, last, weight FROM"
                + " (SELECT service_id, stack_id, any(found) AS functions, any(own) AS last, sum(value) AS weight"
                + " FROM (" + samples() + ") AS sampled ANY INNER JOIN matched USING (service_id, stack_id)"
                + " GROUP BY service_id, stack_id)) GROUP BY service_id, function");
        return clickHouse.query(QueryLimits.apply(query), rows -> {
            Map<Long, Map<Integer, OfFunction>> sums = new HashMap<>();
            while (rows.next()) {
                Map<Integer, OfFunction> functions = sums.computeIfAbsent(rows.int64(), _ -> new HashMap<>());
                int function = rows.int32();
                long total = rows.int64();
                functions.put(function, new OfFunction(rows.int64(), total));
            }
            return sums;
        });
    }

    /// Begins with the stacks that match: the functions on each, and that of its last frame or 0.
    private Query query(String sql) {
        Query query = Query.of("WITH CAST([" + frames.ids() + "], 'Array(UInt64)') AS ids,"
                        + " CAST([" + frames.numbers() + "], 'Array(UInt32)') AS numbers,"
                        + " matched AS (SELECT service_id, stack_id,"
                        + " arrayDistinct(arrayFilter(n -> n != 0,"
                        + " arrayMap(f -> transform(f, ids, numbers, toUInt32(0)), frames))) AS found,"
                        + " transform(frames[-1], ids, numbers, toUInt32(0)) AS own"
                        + " FROM stacks WHERE service_id IN (" + services + ") AND hasAny(frames, ids)"
                        + " LIMIT 1 BY service_id, stack_id) " + sql)
                .with("type", type.label());
        for (int i = 0; i < plan.pieces().size(); i++) {
            Piece piece = plan.pieces().get(i);
            query = query.with("from" + i, piece.from()).with("to" + i, piece.to());
        }
        return query;
    }

    private String samples() {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < plan.pieces().size(); i++) {
            sql.append(i == 0 ? "" : " UNION ALL ")
                    .append("SELECT service_id, stack_id, ts, value FROM ")
                    .append(plan.pieces().get(i).table().sql)
                    .append(" WHERE service_id IN (")
                    .append(services)
                    .append(") AND type = {type:String}")
                    .append(" AND ts >= toDateTime({from%d:UInt32}, 'UTC')".formatted(i))
                    .append(" AND ts < toDateTime({to%d:UInt32}, 'UTC')".formatted(i));
        }
        return sql.toString();
    }
}
