package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.access.Caller;
import dev.podflame.collector.report.AgentReport;
import dev.podflame.collector.report.AgentReport.Container;
import dev.podflame.collector.report.AgentReport.Engine;
import dev.podflame.collector.report.AgentReport.Overhead;
import dev.podflame.collector.report.AgentReport.Target;
import dev.podflame.collector.report.ReceivedReport;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.List;

/// The node agents, by their newest reports.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AgentsController {
    private final ReadableReports reports;

    AgentsController(ReadableReports reports) {
        this.reports = reports;
    }

    /// An agent; `receivedAt` in milliseconds, `silent` if it should have reported again by now.
    @Serdeable
    record AgentRow(
            String node,
            String cluster,
            String version,
            String boot,
            Instant time,
            Engine engine,
            Overhead overhead,
            List<Target> targets,
            long receivedAt,
            boolean silent,
            StateCounts containers) {
        static AgentRow of(ReceivedReport received) {
            AgentReport report = received.report();
            return new AgentRow(
                    report.node(),
                    report.cluster(),
                    report.version(),
                    report.boot(),
                    report.time(),
                    report.engine(),
                    report.overhead(),
                    report.targets(),
                    received.receivedAt().toEpochMilli(),
                    received.silent(),
                    StateCounts.of(report.containers()));
        }
    }

    /// An agent with its containers.
    @Serdeable
    record FullAgentRow(
            String node,
            String cluster,
            String version,
            String boot,
            Instant time,
            Engine engine,
            Overhead overhead,
            List<Target> targets,
            long receivedAt,
            boolean silent,
            List<Container> containers) {
        static FullAgentRow of(ReceivedReport received) {
            AgentReport report = received.report();
            return new FullAgentRow(
                    report.node(),
                    report.cluster(),
                    report.version(),
                    report.boot(),
                    report.time(),
                    report.engine(),
                    report.overhead(),
                    report.targets(),
                    received.receivedAt().toEpochMilli(),
                    received.silent(),
                    report.containers());
        }
    }

    /// The agents, by node.
    @Serdeable
    record AgentsAnswer(List<AgentRow> agents) {}

    /// The agents with their containers.
    @Serdeable
    record FullAgentsAnswer(List<FullAgentRow> agents) {}

    /// The agents with counts of their containers, or, with `containers=true`, with the containers
    /// themselves.
    @Get("/agents")
    @Parameter(
            name = "namespace",
            in = ParameterIn.QUERY,
            description = "Only agents with containers of this namespace, and only these.")
    @Parameter(
            name = "containers",
            in = ParameterIn.QUERY,
            description = "true: each agent's containers in place of their counts.")
    @ApiResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = AgentsAnswer.class)))
    HttpResponse<?> agents(HttpRequest<?> http) throws AccessException {
        List<ReceivedReport> visible = reports.of(
                Caller.of(http), http.getParameters().getFirst("namespace").orElse(""));
        boolean full = http.getParameters()
                .getFirst("containers")
                .filter("true"::equals)
                .isPresent();
        return HttpResponse.ok(
                full
                        ? new FullAgentsAnswer(
                                visible.stream().map(FullAgentRow::of).toList())
                        : new AgentsAnswer(visible.stream().map(AgentRow::of).toList()));
    }
}
