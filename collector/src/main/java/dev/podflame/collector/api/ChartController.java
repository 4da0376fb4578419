package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.query.TimelineReader;
import dev.podflame.collector.query.TimelineReader.Timeline;
import dev.podflame.collector.query.Usage;
import dev.podflame.collector.query.UsageReader;
import dev.podflame.collector.store.StoreException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the charts above a flame graph show.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChartController {
    private final RequestReader requests;
    private final ScopeFinder scopes;
    private final TimelineReader timelines;
    private final UsageReader usages;

    ChartController(RequestReader requests, ScopeFinder scopes, TimelineReader timelines, UsageReader usages) {
        this.requests = requests;
        this.scopes = scopes;
        this.timelines = timelines;
        this.usages = usages;
    }

    /// What was sampled per step, in the unit of the type; of a level (`level`) its average in the step.
    @Serdeable
    record TimelineAnswer(
            long from,
            long to,
            String type,
            String unit,
            boolean level,
            int stepSeconds,
            long start,
            List<@Nullable Long> values) {}

    /// CPU and memory per step.
    @Serdeable
    record UsageAnswer(
            long from,
            long to,
            int stepSeconds,
            long start,
            List<@Nullable Double> cpuCores,
            List<@Nullable Double> cpuLimitCores,
            List<@Nullable Double> cpuThrottledShare,
            List<@Nullable Double> memoryBytes,
            List<@Nullable Double> memoryLimitBytes) {}

    /// Sum of the samples per step, or average of a level; null where there are none. Not narrowed by thread.
    @Get("/timeline")
    @QueryParameters
    TimelineAnswer timeline(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        ApiRequest request = requests.read(http);
        Scope scope = scopes.find(request);
        Timeline timeline = timelines.read(scope.chosen(), request.type(), request.range(), request.now());
        List<@Nullable Long> values = new ArrayList<>(timeline.values().size());
        timeline.values().forEach(value -> values.add(value.orElse(null)));
        return new TimelineAnswer(
                request.range().from() * 1000,
                request.range().to() * 1000,
                request.type().label(),
                request.type().unit().label(),
                request.type().isLevel(),
                timeline.steps().seconds(),
                timeline.steps().start() * 1000,
                values);
    }

    /// CPU and memory in use, their limits, and the share of time that CPU was throttled; null where nothing was
    /// measured.
    @Get("/usage")
    @QueryParameters
    UsageAnswer usage(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        ApiRequest request = requests.read(http);
        Scope scope = scopes.find(request);
        Usage usage = usages.read(scope.chosen(), scope.series(), request.range());
        return new UsageAnswer(
                request.range().from() * 1000,
                request.range().to() * 1000,
                usage.steps().seconds(),
                usage.steps().start() * 1000,
                Numbers.orNulls(usage.cpuCores()),
                Numbers.orNulls(usage.cpuLimitCores()),
                Numbers.orNulls(usage.cpuThrottledShare()),
                Numbers.orNulls(usage.memoryBytes()),
                Numbers.orNulls(usage.memoryLimitBytes()));
    }
}
