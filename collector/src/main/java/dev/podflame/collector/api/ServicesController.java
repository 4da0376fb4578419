package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.query.ServiceSummary;
import dev.podflame.collector.query.ServicesReader;
import dev.podflame.collector.query.ServicesReader.Services;
import dev.podflame.collector.store.StoreException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What there is to look at.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ServicesController {
    private final RequestReader requests;
    private final ServicesReader services;

    ServicesController(RequestReader requests, ServicesReader services) {
        this.requests = requests;
        this.services = services;
    }

    /// One service; numbers are null where nothing was measured.
    @Serdeable
    record ServiceRow(
            String namespace,
            String service,
            List<String> runtimes,
            List<String> types,
            long series,
            @Nullable Double cpuCores,
            @Nullable Double memoryBytes,
            long lastSample,
            List<@Nullable Double> sparkline) {
        static ServiceRow of(ServiceSummary summary) {
            return new ServiceRow(
                    summary.namespace(),
                    summary.service(),
                    summary.runtimes().stream().sorted().toList(),
                    summary.types().stream().sorted().toList(),
                    summary.series(),
                    Numbers.orNull(summary.cpuCores()),
                    Numbers.orNull(summary.memoryBytes()),
                    summary.lastSeen() * 1000,
                    Numbers.orNulls(summary.sparkline().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray()));
        }
    }

    /// The services seen in the range, by namespace and name; sparklines have a value per step.
    @Serdeable
    record ServicesAnswer(long from, long to, int stepSeconds, List<ServiceRow> services) {}

    /// The services seen in the range, in the namespaces that the caller may read, whose name or
    /// namespace contains `q`.
    @Get("/services")
    @QueryParameters
    ServicesAnswer services(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        ApiRequest request = requests.read(http);
        if (!request.namespace().isEmpty()) {
            request.caller().checkReads(request.namespace());
        }
        Services found = services.read(
                request.range(),
                request.text("q", ""),
                request.namespace(),
                request.service(),
                request.caller()::readable);
        return new ServicesAnswer(
                request.range().from() * 1000,
                request.range().to() * 1000,
                found.steps().seconds(),
                found.list().stream().map(ServiceRow::of).toList());
    }
}
