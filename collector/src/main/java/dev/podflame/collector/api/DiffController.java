package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.api.RequestedProfiles.Graph;
import dev.podflame.collector.flamegraph.DiffTable;
import dev.podflame.collector.flamegraph.DiffWriter;
import dev.podflame.collector.flamegraph.FlameGraphPair;
import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.store.StoreException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.ByteArrayOutputStream;

/// Two profiles over each other: of two times, services, pods, versions or whatever else parameters can
/// tell apart.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DiffController {
    private static final int DEFAULT_FUNCTIONS = 1000;
    private static final int MOST_FUNCTIONS = 100_000;

    private final RequestReader requests;
    private final RequestedProfiles profiles;

    DiffController(RequestReader requests, RequestedProfiles profiles) {
        this.requests = requests;
        this.profiles = profiles;
    }

    /// What `b.…` has become of `a.…`: any parameter of a flame graph can be given for one side by one of
    /// these prefixes, and for both without. `nodes` says how many nodes are kept, `limit` how many
    /// functions.
    @Get(value = "/diff.json", produces = MediaType.APPLICATION_JSON)
    @QueryParameters
    @ThreadParameters
    HttpResponse<byte[]> json(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        ApiRequest before = requests.read(http, "a.");
        ApiRequest after = requests.read(http, "b.");
        if (before.type() != after.type()) {
            throw new BadQueryException(
                    before.type().label() + " can't be compared with "
                            + after.type().label() + ".",
                    "Give one type for both.");
        }
        int nodes = after.number("nodes", FlameGraphController.DEFAULT_NODES, 1, FlameGraphController.MOST_NODES);
        int limit = after.number("limit", DEFAULT_FUNCTIONS, 1, MOST_FUNCTIONS);
        Graph wholeBefore = profiles.graph(before);
        Graph wholeAfter = profiles.graph(after);
        FlameGraphPair pair = FlameGraphPair.align(wholeBefore.graph(), wholeAfter.graph());
        FlameGraphPair shown = pair.prune(nodes);
        ByteArrayOutputStream json =
                new ByteArrayOutputStream(64 * shown.after().size() + 4096);
        DiffWriter.write(wholeBefore.header(), wholeAfter.header(), pair, shown, DiffTable.of(pair, limit), json);
        return Answers.of(http, before.isSettled() ? after : before, json.toByteArray());
    }
}
