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
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
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

    /// One service, or its part on a host; numbers are null where nothing was measured, times in
    /// milliseconds.
    @Serdeable
    record ServiceRow(
            String namespace,
            String service,
            String host,
            List<String> runtimes,
            List<String> types,
            long series,
            long pods,
            long containers,
            @Nullable Double cpuCores,
            @Nullable Double cpuCoresBefore,
            @Nullable Double memoryBytes,
            @Nullable Double memoryBytesBefore,
            long firstSample,
            long lastSample,
            List<@Nullable Double> sparkline) {
        static ServiceRow of(ServiceSummary summary) {
            return new ServiceRow(
                    summary.namespace(),
                    summary.service(),
                    summary.host(),
                    summary.runtimes().stream().sorted().toList(),
                    summary.types().stream().sorted().toList(),
                    summary.series(),
                    summary.pods(),
                    summary.containers(),
                    Numbers.orNull(summary.cpuCores()),
                    Numbers.orNull(summary.cpuCoresBefore()),
                    Numbers.orNull(summary.memoryBytes()),
                    Numbers.orNull(summary.memoryBytesBefore()),
                    summary.firstSeen() * 1000,
                    summary.lastSeen() * 1000,
                    Numbers.orNulls(summary.sparkline().stream()
                            .mapToDouble(Double::doubleValue)
                            .toArray()));
        }
    }

    /// What a row is about.
    enum By {
        SERVICE,
        HOST
    }

    /// The services seen in the range, by namespace and name; sparklines have a value per step.
    @Serdeable
    record ServicesAnswer(long from, long to, int stepSeconds, List<ServiceRow> services) {}

    /// The services seen in the range, in the namespaces that the caller may read, whose name or
    /// namespace contains `q`; with `by=host` each of them once per host that it is on. CPU is the mean
    /// over the time that the service was there; `...Before` are figures of the window of the same
    /// length before.
    @Get("/services")
    @QueryParameters
    @Parameter(name = "q", in = ParameterIn.QUERY, description = "A part of the service's or of the namespace's name.")
    @Parameter(name = "by", in = ParameterIn.QUERY, description = "host: each service once per host. Default: service.")
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
                request.choice("by", By.SERVICE) == By.HOST,
                request.caller()::readable);
        return new ServicesAnswer(
                request.range().from() * 1000,
                request.range().to() * 1000,
                found.steps().seconds(),
                found.list().stream().map(ServiceRow::of).toList());
    }
}
