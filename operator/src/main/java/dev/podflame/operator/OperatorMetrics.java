package dev.podflame.operator;

import dev.podflame.operator.certificate.CertificateKeeper;
import dev.podflame.operator.report.AgentReading;
import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;

/// The operator's own metrics, read from its parts when somebody asks.
final class OperatorMetrics {
    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String PREFIX = "podflame_operator_";

    private final PrometheusRegistry registry = new PrometheusRegistry();

    OperatorMetrics(Leader leader, BooleanSupplier leads) {
        gauge("leads", "1 while this operator leads.", () -> leads.getAsBoolean() ? 1 : 0);
        counter("reconciliations_total", "Looks at a target.", leader.pipeline()::reconciled);
        counter("status_writes_total", "Statuses that were worth writing.", leader.pipeline()::written);
        counter("events_total", "Events written or counted up.", leader.events()::written);
        counter("daemonset_applies_total", "Writes of the agents' DaemonSet.", leader.keeper()::applies);
        counter("daemonset_deletes_total", "Deletions of the agents' DaemonSet.", leader.keeper()::deletes);
        gauge(
                "daemonset_problem",
                "1 while the agents' DaemonSet can't be as it should.",
                () -> leader.keeper().problem().isPresent() ? 1 : 0);
        counter("report_poll_failures_total", "Polls that the collector didn't answer.", leader.reports()::failures);
        gauge(
                "collector_reachable",
                "1 while the agents' reports are fresh.",
                () -> leader.reports().reading() instanceof AgentReading.Fresh ? 1 : 0);
        leader.certificates().ifPresent(this::certificates);
    }

    private void certificates(CertificateKeeper keeper) {
        GaugeWithCallback.builder()
                .name(PREFIX + "certificate_end_seconds")
                .help("When the collector's certificate ends, in epoch seconds.")
                .callback(callback -> keeper.end().ifPresent(end -> callback.call((double) end.getEpochSecond())))
                .register(registry);
    }

    /// The text format of Prometheus.
    String text() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
        return out.toString(StandardCharsets.UTF_8);
    }

    private void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    private void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(PREFIX + name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }
}
