package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.access.Caller;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.util.List;

/// The targets as the node agents see them.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TargetsController {
    private final ReadableReports reports;

    TargetsController(ReadableReports reports) {
        this.reports = reports;
    }

    /// The targets, by namespace and name; those of a whole cluster, which have no namespace, come first.
    @Serdeable
    record TargetsAnswer(List<TargetRow> targets) {}

    /// The targets, and what became of the containers that they name; with `name` also the containers.
    @Get("/targets")
    @Parameter(name = "namespace", in = ParameterIn.QUERY, description = "Only targets of this namespace.")
    @Parameter(name = "name", in = ParameterIn.QUERY, description = "Only targets of this name, with their containers.")
    @Parameter(name = "kind", in = ParameterIn.QUERY, description = "ProfilingTarget or ClusterProfilingTarget.")
    TargetsAnswer targets(HttpRequest<?> http) throws AccessException {
        String namespace = parameter(http, "namespace");
        String name = parameter(http, "name");
        String kind = parameter(http, "kind");
        return new TargetsAnswer(new TargetRows(reports.of(Caller.of(http), namespace))
                .list(
                        target -> (namespace.isEmpty() || target.namespace().equals(namespace))
                                && (name.isEmpty() || target.name().equals(name))
                                && (kind.isEmpty() || target.kind().equals(kind)),
                        !name.isEmpty()));
    }

    private static String parameter(HttpRequest<?> http, String name) {
        return http.getParameters().getFirst(name).orElse("");
    }
}
