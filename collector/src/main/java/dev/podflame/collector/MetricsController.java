package dev.podflame.collector;

import dev.podflame.collector.access.Admit;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// The collector's own metrics in Prometheus' text format.
@Controller
@Admit(Admit.To.ANYONE)
@Hidden
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {
    private final PrometheusRegistry registry;
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().build();

    MetricsController(PrometheusRegistry registry) {
        this.registry = registry;
    }

    @Get("/metrics")
    HttpResponse<byte[]> metrics() throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        writer.write(text, registry.scrape());
        return HttpResponse.ok(text.toByteArray()).contentType(MediaType.of(writer.getContentType()));
    }
}
