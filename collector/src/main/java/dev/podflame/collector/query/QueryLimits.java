package dev.podflame.collector.query;

import dev.podflame.collector.store.Query;

/// What one query of a person may cost, so that a careless one doesn't stop the collecting.
final class QueryLimits {
    private static final String SECONDS = "20";
    private static final String BYTES = "1000000000";
    private static final String STATEMENT_BYTES = "4000000";

    private QueryLimits() {}

    static Query apply(Query query) {
        // readonly = 2 forbids writing but still takes settings; readonly = 1 would refuse the two above it.
        return query.setting("max_execution_time", SECONDS)
                .setting("max_memory_usage", BYTES)
                .setting("max_query_size", STATEMENT_BYTES)
                .setting("readonly", "2");
    }
}
