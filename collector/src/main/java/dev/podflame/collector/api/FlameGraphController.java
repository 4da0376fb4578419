package dev.podflame.collector.api;

import dev.podflame.collector.access.AccessException;
import dev.podflame.collector.api.RequestedProfiles.Graph;
import dev.podflame.collector.flamegraph.FlameGraph;
import dev.podflame.collector.flamegraph.FlameGraphHeader;
import dev.podflame.collector.flamegraph.FlameGraphPruner;
import dev.podflame.collector.flamegraph.JsonWriter;
import dev.podflame.collector.flamegraph.SpeedscopeWriter;
import dev.podflame.collector.flamegraph.SvgOptions;
import dev.podflame.collector.flamegraph.SvgWriter;
import dev.podflame.collector.query.BadQueryException;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.MergedProfile;
import dev.podflame.profile.folded.FoldedWriter;
import dev.podflame.profile.pprof.PprofWriter;
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

/// The flame graph of a service or of a pod, in the forms that the page, people and other tools read.
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class FlameGraphController {
    static final int DEFAULT_NODES = 50_000;
    static final int MOST_NODES = 500_000;

    private final RequestReader requests;
    private final RequestedProfiles profiles;

    FlameGraphController(RequestReader requests, RequestedProfiles profiles) {
        this.requests = requests;
        this.profiles = profiles;
    }

    /// The tree in preorder as columns; `nodes` says how many nodes are kept, the heaviest ones.
    @Get(value = "/flamegraph.json", produces = MediaType.APPLICATION_JSON)
    @QueryParameters
    @ThreadParameters
    HttpResponse<byte[]> json(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        ApiRequest request = requests.read(http);
        int nodes = request.number("nodes", DEFAULT_NODES, 1, MOST_NODES);
        return Answers.of(http, request, json(profiles.graph(request), nodes));
    }

    private static byte[] json(Graph whole, int nodes) {
        FlameGraph graph = FlameGraphPruner.prune(whole.graph(), nodes);
        ByteArrayOutputStream json = new ByteArrayOutputStream(64 * graph.size() + 4096);
        JsonWriter.write(whole.header(), graph, whole.threads(), json);
        return json.toByteArray();
    }

    /// One file with the graph and a viewer for it, which opens without a network: zoom, search, callers and
    /// callees, table. `nodes` as of the JSON.
    @Get(value = "/flamegraph.html", produces = Viewer.HTML)
    @QueryParameters
    @ThreadParameters
    HttpResponse<byte[]> html(HttpRequest<?> http)
            throws BadQueryException, StoreException, AccessException, IOException {
        ApiRequest request = requests.read(http);
        int nodes = request.number("nodes", DEFAULT_NODES, 1, MOST_NODES);
        Graph whole = profiles.graph(request);
        byte[] html = Viewer.show(whole.header().title(), json(whole, nodes));
        return Answers.file(http, request, whole.header(), "attachment", "html", html);
    }

    /// A picture of the flame graph: `width`, `rowHeight` and `minWidth` in pixels, `direction` icicle or
    /// flame, `theme` light or dark.
    @Get(value = "/flamegraph.svg", produces = Answers.SVG)
    @QueryParameters
    @ThreadParameters
    HttpResponse<byte[]> svg(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        ApiRequest request = requests.read(http);
        SvgOptions options = SvgRequest.options(request);
        Graph whole = profiles.graph(request);
        String svg = SvgWriter.write(whole.header(), whole.graph(), options);
        return Answers.file(http, request, whole.header(), "inline", "svg", svg.getBytes(StandardCharsets.UTF_8));
    }

    /// One line per stack: names from the root on, joined by semicolons, then the value.
    @Get(value = "/flamegraph.folded", produces = MediaType.TEXT_PLAIN)
    @QueryParameters
    @ThreadParameters
    HttpResponse<byte[]> folded(HttpRequest<?> http) throws BadQueryException, IOException, AccessException {
        ApiRequest request = requests.read(http);
        MergedProfile profile = profiles.merged(request);
        StringBuilder folded = new StringBuilder();
        FoldedWriter.write(profile, folded);
        byte[] bytes = folded.toString().getBytes(StandardCharsets.UTF_8);
        return Answers.file(http, request, RequestedProfiles.header(request, profile), "attachment", "folded", bytes);
    }

    /// A gzipped profile.proto, as `go tool pprof` reads it.
    @Get(value = "/flamegraph.pprof", produces = MediaType.APPLICATION_OCTET_STREAM)
    @QueryParameters
    @ThreadParameters
    HttpResponse<byte[]> pprof(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        ApiRequest request = requests.read(http);
        MergedProfile profile = profiles.merged(request);
        return Answers.file(
                http,
                request,
                RequestedProfiles.header(request, profile),
                "attachment",
                "pprof.gz",
                PprofWriter.write(profile));
    }

    /// What https://www.speedscope.app opens.
    @Get(value = "/flamegraph.speedscope", produces = MediaType.APPLICATION_JSON)
    @QueryParameters
    @ThreadParameters
    HttpResponse<byte[]> speedscope(HttpRequest<?> http) throws BadQueryException, StoreException, AccessException {
        ApiRequest request = requests.read(http);
        MergedProfile profile = profiles.merged(request);
        FlameGraphHeader header = RequestedProfiles.header(request, profile);
        ByteArrayOutputStream json = new ByteArrayOutputStream(1 << 16);
        SpeedscopeWriter.write(header.title(), profile, json);
        return Answers.file(http, request, header, "attachment", "speedscope.json", json.toByteArray());
    }
}
