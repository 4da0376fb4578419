package dev.podflame.collector.ingest;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Locale;
import java.util.OptionalLong;

/// What `/metrics` says about this stage.
final class IngestMetrics {
    private static final double MILLIS_PER_SECOND = 1e3;

    private final Counter requests;
    private final Counter bytes;
    private final Counter samples;
    private final Counter points;
    private final Counter rejected;

    IngestMetrics(PrometheusRegistry registry, Spool spool) {
        requests = Counter.builder()
                .name("podflame_ingest_requests_total")
                .help("Requests by signal and what became of them")
                .labelNames("signal", "outcome")
                .register(registry);
        bytes = Counter.builder()
                .name("podflame_ingest_bytes_total")
                .help("Bytes of request bodies as they came")
                .labelNames("signal")
                .register(registry);
        samples = Counter.builder()
                .name("podflame_ingest_samples_total")
                .help("Samples read, by the OTLP layout they came in")
                .labelNames("layout")
                .register(registry);
        points = Counter.builder()
                .name("podflame_ingest_usage_points_total")
                .help("Points of resource usage taken")
                .register(registry);
        rejected = Counter.builder()
                .name("podflame_ingest_rejected_total")
                .help("Samples, points and profiles left out of well-formed requests")
                .labelNames("reason")
                .register(registry);
        GaugeWithCallback.builder()
                .name("podflame_spool_bytes")
                .help("Bytes accepted and not stored yet")
                .callback(callback -> callback.call((double) spool.bytes()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("podflame_spool_segments")
                .help("Closed segments that wait to be stored")
                .callback(callback -> callback.call(spool.backlog()))
                .register(registry);
        GaugeWithCallback.builder()
                .name("podflame_spool_age_seconds")
                .help("Age of the oldest closed segment that waits to be stored")
                .callback(callback -> callback.call(ageSeconds(spool)))
                .register(registry);
    }

    void request(Signal signal, Outcome outcome, int bodyBytes) {
        String what = switch (outcome) {
            case Outcome.Accepted accepted -> "accepted";
            case Outcome.Repeated repeated -> "repeated";
            case Outcome.Malformed malformed -> "malformed";
            case Outcome.TooLarge tooLarge -> "too_large";
            case Outcome.Overloaded overloaded -> "overloaded";
            case Outcome.Unavailable unavailable -> "unavailable";
        };
        requests.labelValues(signal.label(), what).inc();
        bytes.labelValues(signal.label()).inc(bodyBytes);
    }

    void accepted(BatchDecoder.Decoded decoded) {
        samples.labelValues("1.9").inc(decoded.samplesV19());
        samples.labelValues("1.10").inc(decoded.samplesV110());
        if (decoded.batch() instanceof Batch.UsageBatch usage) {
            points.inc(usage.size());
        }
        decoded.rejected()
                .counts()
                .forEach((reason, count) -> rejected.labelValues(reason.name().toLowerCase(Locale.ROOT))
                        .inc(count));
    }

    private static double ageSeconds(Spool spool) {
        OptionalLong oldest = spool.oldestMillis();
        return oldest.isEmpty() ? 0 : Math.max(0, System.currentTimeMillis() - oldest.getAsLong()) / MILLIS_PER_SECOND;
    }
}
