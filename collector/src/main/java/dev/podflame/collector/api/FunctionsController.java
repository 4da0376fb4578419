package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.api.RequestedProfiles.Graph;
import dev.podflame.collector.flamegraph.FlameGraph;
import dev.podflame.collector.flamegraph.FunctionTable;
import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.store.StoreException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// The functions of a service or of a pod by weight.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FunctionsController {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MOST = 100_000;

    private final RequestReader requests;
    private final RequestedProfiles profiles;

    FunctionsController(RequestReader requests, RequestedProfiles profiles) {
        this.requests = requests;
        this.profiles = profiles;
    }

    /// A function and its weight alone and with its callees.
    @Serdeable
    record FunctionAnswer(String name, String file, String module, String kind, long self, long total) {
        static FunctionAnswer of(FunctionTable.Row row) {
            return new FunctionAnswer(
                    row.function().name(),
                    row.function().file(),
                    row.function().module(),
                    row.function().kind(),
                    row.self(),
                    row.total());
        }
    }

    /// The heaviest functions; `count` is how many there are, `total` the weight of all samples.
    @Serdeable
    record FunctionsAnswer(
            long from,
            long to,
            String type,
            String unit,
            boolean level,
            long total,
            int count,
            List<FunctionAnswer> functions) {}

    /// The heaviest functions whose name, file or module contains `q`, by `sort` (self or total), at most `limit`.
    @Get("/functions")
    @QueryParameters
    @ThreadParameters
    FunctionsAnswer functions(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        ApiRequest request = requests.read(http);
        FunctionTable.Sort sort = request.choice("sort", FunctionTable.Sort.SELF);
        int limit = request.number("limit", DEFAULT_LIMIT, 1, MOST);
        String search = request.text("q", "");
        Graph whole = profiles.graph(request);
        FlameGraph graph = whole.graph();
        FunctionTable.Found found = FunctionTable.of(graph).find(search, sort, limit);
        return new FunctionsAnswer(
                whole.header().fromMillis(),
                whole.header().toMillis(),
                whole.header().type().label(),
                whole.header().type().unit().label(),
                whole.header().type().isLevel(),
                graph.total(),
                found.count(),
                found.rows().stream().map(FunctionAnswer::of).toList());
    }
}
