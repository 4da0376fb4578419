package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.api.RequestedProfiles.Graph;
import dev.podflame.collector.flamegraph.DiffTable;
import dev.podflame.collector.flamegraph.DiffWriter;
import dev.podflame.collector.flamegraph.DiffWriter.Side;
import dev.podflame.collector.flamegraph.FlameGraphPair;
import dev.podflame.collector.flamegraph.SvgOptions;
import dev.podflame.collector.flamegraph.SvgWriter;
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
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Two profiles over each other: of two times, services, pods, versions or whatever else parameters can
/// tell apart.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DiffController {
    private static final int DEFAULT_FUNCTIONS = 1000;
    private static final int MOST_FUNCTIONS = 100_000;

    private final RequestReader requests;
    private final RequestedProfiles profiles;
    private final RequestCounts counts;

    DiffController(RequestReader requests, RequestedProfiles profiles, RequestCounts counts) {
        this.requests = requests;
        this.profiles = profiles;
        this.counts = counts;
    }

    /// What `b.…` has become of `a.…`: any parameter of a flame graph can be given for one side by one of
    /// these prefixes, and for both without. `nodes` says how many nodes are kept, `limit` how many
    /// functions.
    @Get(value = "/diff.json", produces = MediaType.APPLICATION_JSON)
    @QueryParameters
    @ThreadParameters
    HttpResponse<byte[]> json(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        Sides sides = sides(http);
        Graph before = profiles.graph(sides.before());
        Graph after = profiles.graph(sides.after());
        return Answers.of(http, sides.newer(), json(sides, before, after));
    }

    private byte[] json(Sides sides, Graph before, Graph after)
            throws BadQueryException, StoreException, AccessException {
        ApiRequest request = sides.after();
        int nodes = request.number("nodes", FlameGraphController.DEFAULT_NODES, 1, FlameGraphController.MOST_NODES);
        int limit = request.number("limit", DEFAULT_FUNCTIONS, 1, MOST_FUNCTIONS);
        FlameGraphPair pair = FlameGraphPair.align(before.graph(), after.graph());
        FlameGraphPair shown = pair.prune(nodes);
        ByteArrayOutputStream json =
                new ByteArrayOutputStream(64 * shown.after().size() + 4096);
        DiffWriter.write(
                side(sides.before(), before), side(sides.after(), after), pair, shown, DiffTable.of(pair, limit), json);
        return json.toByteArray();
    }

    private Side side(ApiRequest request, Graph graph) throws BadQueryException, StoreException, AccessException {
        return new Side(graph.header(), counts.read(request, graph.header()));
    }

    /// The same as one file with a viewer, which opens without a network.
    @Get(value = "/diff.html", produces = Viewer.HTML)
    @QueryParameters
    @ThreadParameters
    HttpResponse<byte[]> html(HttpRequest<?> http)
            throws BadQueryException, StoreException, AccessException, IOException {
        Sides sides = sides(http);
        Graph before = profiles.graph(sides.before());
        Graph after = profiles.graph(sides.after());
        String from = before.header().title();
        String to = after.header().title();
        String title = from.equals(to) ? to : from + " → " + to;
        byte[] html = Viewer.show(title, json(sides, before, after));
        return Answers.file(http, sides.newer(), after.header(), "attachment", "diff.html", html);
    }

    /// The same as a picture, drawn as `flamegraph.svg` is.
    @Get(value = "/diff.svg", produces = Answers.SVG)
    @QueryParameters
    @ThreadParameters
    HttpResponse<byte[]> svg(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        Sides sides = sides(http);
        SvgOptions options = SvgRequest.options(sides.after());
        Graph before = profiles.graph(sides.before());
        Graph after = profiles.graph(sides.after());
        FlameGraphPair pair = FlameGraphPair.align(before.graph(), after.graph());
        byte[] svg =
                SvgWriter.write(before.header(), after.header(), pair, options).getBytes(StandardCharsets.UTF_8);
        return Answers.file(http, sides.newer(), after.header(), "inline", "diff.svg", svg);
    }

    private record Sides(ApiRequest before, ApiRequest after) {
        /// The one whose answer may still change.
        ApiRequest newer() {
            return before.isSettled() ? after : before;
        }
    }

    private Sides sides(HttpRequest<?> http) throws BadQueryException {
        Sides sides = new Sides(requests.read(http, "a."), requests.read(http, "b."));
        if (sides.before().type() != sides.after().type()) {
            throw new BadQueryException(
                    sides.before().type().label() + " can't be compared with "
                            + sides.after().type().label() + ".",
                    "Give one type for both.");
        }
        return sides;
    }
}
