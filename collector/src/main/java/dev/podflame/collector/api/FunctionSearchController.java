package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.query.FunctionMatch;
import dev.podflame.collector.query.FunctionMatch.Weighed;
import dev.podflame.collector.query.FunctionSearch;
import dev.podflame.collector.query.FunctionSearch.Found;
import dev.podflame.collector.query.FunctionSearch.Wanted;
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

/// Which services spend their time in a function, wherever they call it.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FunctionSearchController {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MOST = 200;

    private final RequestReader requests;
    private final FunctionSearch search;

    FunctionSearchController(RequestReader requests, FunctionSearch search) {
        this.requests = requests;
        this.search = search;
    }

    /// A function and its weight alone and with its callees.
    @Serdeable
    record MatchedFunction(String name, String file, String module, String kind, long self, long total) {
        static MatchedFunction of(Weighed weighed) {
            return new MatchedFunction(
                    weighed.function().name(),
                    weighed.function().file(),
                    weighed.function().module(),
                    weighed.function().kind().label(),
                    weighed.self(),
                    weighed.total());
        }
    }

    /// A service with some of the functions found. `self` and `total` are those of all of them
    /// together, a sample that has several counted once; `whole` is the service's, `values` is `total`
    /// per step.
    @Serdeable
    record MatchedService(
            String namespace,
            String service,
            long self,
            long total,
            long whole,
            int functionCount,
            List<MatchedFunction> functions,
            List<Long> values) {
        static MatchedService of(FunctionMatch match) {
            return new MatchedService(
                    match.namespace(),
                    match.service(),
                    match.self(),
                    match.total(),
                    match.whole(),
                    match.functionCount(),
                    match.functions().stream().map(MatchedFunction::of).toList(),
                    match.steps());
        }
    }

    /// The services that spend most in the functions; `more` is how many others had one in the hours of
    /// the range.
    @Serdeable
    record FunctionSearchAnswer(
            long from,
            long to,
            String type,
            String unit,
            long start,
            int stepSeconds,
            int more,
            List<MatchedService> services) {}

    /// The services, in the namespaces that the caller may read, with samples in functions whose name
    /// contains `q`, heaviest first. Filters by attributes don't apply; levels, such as the live heap,
    /// can't be searched.
    @Get("/function-search")
    @QueryParameters
    @Parameter(name = "q", in = ParameterIn.QUERY, description = "A part of the functions' names, in any case.")
    @Parameter(name = "limit", in = ParameterIn.QUERY, description = "Number of services at most. Default 50.")
    FunctionSearchAnswer functions(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        ApiRequest request = requests.read(http);
        if (!request.namespace().isEmpty()) {
            request.caller().checkReads(request.namespace());
        }
        Found found = search.find(wanted(request), request.now(), request.caller()::readable);
        return new FunctionSearchAnswer(
                found.range().from() * 1000,
                found.range().to() * 1000,
                request.type().label(),
                request.type().unit().label(),
                found.steps().start() * 1000,
                found.steps().seconds(),
                found.more(),
                found.services().stream().map(MatchedService::of).toList());
    }

    private static Wanted wanted(ApiRequest request) throws BadQueryException {
        String text = request.text("q", "");
        if (text.isEmpty()) {
            throw new BadQueryException("No function is named.", "Add q= and a part of its name.");
        }
        if (request.type().isLevel()) {
            throw new BadQueryException(
                    "Functions can't be searched by " + request.type().label() + ", which is a level.",
                    "Search by cpu, wall, alloc or another type that adds up over time.");
        }
        return new Wanted(
                text,
                request.type(),
                request.range(),
                request.namespace(),
                request.service(),
                request.number("limit", DEFAULT_LIMIT, 1, MOST));
    }
}
