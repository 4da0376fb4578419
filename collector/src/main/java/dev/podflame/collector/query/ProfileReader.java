package dev.podflame.collector.query;

import dev.podflame.collector.query.StackDictionary.Resolved;
import dev.podflame.collector.query.TablePlan.Piece;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.MergedProfile;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.TimeSlots;

/// Reads the samples of a range, merged by stack: all of them, so that sums are exact. Thread-safe.
public final class ProfileReader {
    private final ClickHouse clickHouse;
    private final StackReader stacks;

    public ProfileReader(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
        stacks = new StackReader(clickHouse);
    }

    /// The merged profile of services or of chosen series. Empty if there are no samples.
    public MergedProfile read(Subject subject, ProfileType type, TablePlan plan) throws StoreException {
        StackSums sums = sums(subject, type, plan);
        Resolved resolved = stacks.resolve(subject, sums.stackIds());
        TimeRange range = plan.range();
        return new MergedProfile(
                type, range.from() * 1000, range.to() * 1000, resolved.frames(), resolved.stacks(), sums.sums());
    }

    /// The same of a stretch that is finer than buckets: of all samples whose time is kept.
    public MergedProfile read(Subject subject, ProfileType type, TimeSlice slice) throws StoreException {
        StackSums sums = sums(subject, type, slice);
        Resolved resolved = stacks.resolve(subject, sums.stackIds());
        return new MergedProfile(
                type, slice.fromMillis(), slice.toMillis(), resolved.frames(), resolved.stacks(), sums.sums());
    }

    private StackSums sums(Subject subject, ProfileType type, TimeSlice slice) throws StoreException {
        TimeRange buckets = slice.buckets();
        Query query = Query.of("SELECT stack_id, sum(weight) FROM (" + SlotRows.of(subject) + ")"
                        + " WHERE slot < " + SlotRows.UNKNOWN
                        + " AND toInt64(toUInt32(ts) - {from:UInt32}) * " + HeatMap.ROWS + " + slot"
                        + " BETWEEN {first:Int64} AND {last:Int64} GROUP BY stack_id")
                .with("type", type.label())
                .with("from", buckets.from())
                .with("to", buckets.to())
                .with("first", (slice.fromMillis() - buckets.from() * 1000) / TimeSlots.MILLIS)
                .with("last", (slice.toMillis() - buckets.from() * 1000) / TimeSlots.MILLIS - 1);
        return sums(query);
    }

    private StackSums sums(Subject subject, ProfileType type, TablePlan plan) throws StoreException {
        Query query = Query.of(statement(plan, subject)).with("type", type.label());
        for (int i = 0; i < plan.pieces().size(); i++) {
            Piece piece = plan.pieces().get(i);
            query = query.with("from" + i, piece.from()).with("to" + i, piece.to());
        }
        return sums(query);
    }

    private StackSums sums(Query query) throws StoreException {
        return clickHouse.query(QueryLimits.apply(query), rows -> {
            StackSums sums = new StackSums();
            while (rows.next()) {
                sums.add(rows.int64(), rows.int64());
            }
            return sums;
        });
    }

    private static String statement(TablePlan plan, Subject subject) {
        StringBuilder sql = new StringBuilder("SELECT stack_id, sum(value) AS total FROM (");
        for (int i = 0; i < plan.pieces().size(); i++) {
            sql.append(i == 0 ? "" : " UNION ALL ")
                    .append("SELECT stack_id, value FROM ")
                    .append(plan.pieces().get(i).table().sql)
                    .append(" WHERE type = {type:String}")
                    .append(" AND ts >= toDateTime({from%d:UInt32}, 'UTC')".formatted(i))
                    .append(" AND ts < toDateTime({to%d:UInt32}, 'UTC')".formatted(i))
                    .append(" AND ")
                    .append(subject.condition());
        }
        return sql.append(") GROUP BY stack_id").toString();
    }
}
