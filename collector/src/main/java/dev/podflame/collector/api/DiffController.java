package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.api.RequestedProfiles.Graph;
import dev.podflame.collector.flamegraph.DiffTable;
import dev.podflame.collector.flamegraph.DiffWriter;
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
        Sides sides = read(http);
        return Answers.of(http, sides.newest(), sides.json());
    }

    /// The same as one file with a viewer, which opens without a network. `mode` is absolute (per second) or
    /// relative (shares) at first.
    @Get(value = "/diff.html", produces = Viewer.HTML)
    @QueryParameters
    @ThreadParameters
    HttpResponse<byte[]> html(HttpRequest<?> http)
            throws BadQueryException, StoreException, AccessException, IOException {
        Sides sides = read(http);
        byte[] html = Viewer.show(sides.title(), sides.json());
        return Answers.file(http, sides.newest(), sides.after().header(), "attachment", "diff.html", html);
    }

    /// The same as a picture: blue is less, orange is more. `mode` is absolute (per second) or relative
    /// (shares); the rest as of `flamegraph.svg`.
    @Get(value = "/diff.svg", produces = Answers.SVG)
    @QueryParameters
    @ThreadParameters
    HttpResponse<byte[]> svg(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        Sides sides = read(http);
        SvgOptions options = SvgRequest.options(sides.request());
        boolean relative = sides.request().choice("mode", Mode.ABSOLUTE) == Mode.RELATIVE;
        String svg = SvgWriter.write(sides.before().header(), sides.after().header(), sides.whole(), relative, options);
        byte[] bytes = svg.getBytes(StandardCharsets.UTF_8);
        return Answers.file(http, sides.newest(), sides.after().header(), "inline", "diff.svg", bytes);
    }

    /// What sides are compared by.
    enum Mode {
        ABSOLUTE,
        RELATIVE
    }

    /// Both profiles, laid over each other.
    ///
    /// @param request what says how they are shown
    /// @param newest the request that can still change its answer, if one can
    private record Sides(ApiRequest request, ApiRequest newest, Graph before, Graph after, FlameGraphPair whole) {
        String title() {
            String from = before.header().title();
            String to = after.header().title();
            return from.equals(to) ? to : from + " → " + to;
        }

        byte[] json() throws BadQueryException {
            int nodes = request.number("nodes", FlameGraphController.DEFAULT_NODES, 1, FlameGraphController.MOST_NODES);
            int limit = request.number("limit", DEFAULT_FUNCTIONS, 1, MOST_FUNCTIONS);
            FlameGraphPair shown = whole.prune(nodes);
            ByteArrayOutputStream json =
                    new ByteArrayOutputStream(64 * shown.after().size() + 4096);
            DiffWriter.write(before.header(), after.header(), shown, DiffTable.of(whole, limit), json);
            return json.toByteArray();
        }
    }

    private Sides read(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        ApiRequest before = requests.read(http, "a.");
        ApiRequest after = requests.read(http, "b.");
        if (before.type() != after.type()) {
            throw new BadQueryException(
                    before.type().label() + " can't be compared with "
                            + after.type().label() + ".",
                    "Give one type for both.");
        }
        Graph left = profiles.graph(before);
        Graph right = profiles.graph(after);
        FlameGraphPair whole = FlameGraphPair.align(left.graph(), right.graph());
        return new Sides(after, before.isSettled() ? after : before, left, right, whole);
    }
}
