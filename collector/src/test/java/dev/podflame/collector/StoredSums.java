package dev.podflame.collector;

import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.collector.store.StoreException;

/// Sums of a service over all time, as each table has them.
record StoredSums(long samples, long minutes, long hours, long totals, long self) {

    static StoredSums of(ClickHouse store, String service) throws StoreException {
        String ids = " WHERE service_id IN (SELECT service_id FROM series WHERE service = {service:String})";
        Query query = Query.of("SELECT (SELECT sum(value) FROM samples" + ids + "), (SELECT sum(value) FROM svc_1m"
                        + ids
                        + "), (SELECT sum(value) FROM svc_1h" + ids + "), (SELECT sum(value) FROM totals_1m" + ids
                        + "), (SELECT sum(self) FROM fn_1h" + ids + ")")
                .with("service", service)
                .setting("use_query_cache", "0");
        return store.query(query, rows -> {
            rows.next();
            // Scalar subqueries are nullable: each value follows a flag.
            long[] sums = new long[5];
            for (int i = 0; i < sums.length; i++) {
                sums[i] = rows.int8() == 0 ? rows.int64() : 0;
            }
            return new StoredSums(sums[0], sums[1], sums[2], sums[3], sums[4]);
        });
    }

    /// What they must be when `nanos` were sent.
    static StoredSums all(long nanos) {
        return new StoredSums(nanos, nanos, nanos, nanos, nanos);
    }
}
