package dev.podflame.collector.store;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/// What `/metrics` says about this stage.
final class StoreMetrics {
    private static final double MILLIS_PER_SECOND = 1e3;

    private final Counter rows;
    private final Histogram seconds;
    private final Counter retries;
    private final Counter segments;
    private final AtomicLong lastStoredMillis = new AtomicLong();

    StoreMetrics(PrometheusRegistry registry, Clock clock) {
        rows = Counter.builder()
                .name("podflame_store_rows_total")
                .help("Rows inserted into ClickHouse")
                .labelNames("table")
                .register(registry);
        seconds = Histogram.builder()
                .name("podflame_store_insert_seconds")
                .help("Time of an insert that succeeded")
                .labelNames("table")
                .register(registry);
        retries = Counter.builder()
                .name("podflame_store_retries_total")
                .help("Inserts that failed and were sent again")
                .register(registry);
        segments = Counter.builder()
                .name("podflame_store_segments_total")
                .help("Segments of the spool stored")
                .register(registry);
        lastStoredMillis.set(clock.millis());
        GaugeWithCallback.builder()
                .name("podflame_store_last_success_age_seconds")
                .help("Time since a segment was stored, or since the start")
                .callback(callback -> callback.call((clock.millis() - lastStoredMillis.get()) / MILLIS_PER_SECOND))
                .register(registry);
    }

    void inserted(Insert insert, double tookSeconds) {
        rows.labelValues(insert.table()).inc(insert.rows().rows());
        seconds.labelValues(insert.table()).observe(tookSeconds);
    }

    void retried() {
        retries.inc();
    }

    void stored(long nowMillis) {
        segments.inc();
        lastStoredMillis.set(nowMillis);
    }
}
