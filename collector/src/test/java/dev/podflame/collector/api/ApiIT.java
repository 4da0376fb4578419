package dev.podflame.collector.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.flamegraph.Json;
import dev.podflame.collector.query.StoredSamples;
import dev.podflame.collector.store.RowBinaryWriter;
import dev.podflame.profile.ContentIds;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.ProfileType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The API over HTTP on a real store with known samples: two processes of one service, one minute, ten minutes ago.
class ApiIT {
    private static final String HOSTILE = "<img src=x onerror=alert(1)>\0\"&";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static StoredSamples store;
    /// A whole minute.
    private static long begin;

    @BeforeAll
    static void start() throws Exception {
        begin = (Instant.now().getEpochSecond() - 600) / 60 * 60;
        store = new StoredSamples();
        long service = ContentIds.service("demo", "biggest");
        long first = series("10", "python");
        long second = series("11", "python");
        long[] stacks = store.stacks(
                service,
                List.of(
                        List.of(frame("main"), frame("biggest_five"), frame("max")),
                        List.of(frame("main"), frame(HOSTILE))));
        for (int t = 0; t < 60; t += 10) {
            store.sample(service, ProfileType.CPU, first, begin + t, stacks[0], 3_000_000_000L);
            store.sample(service, ProfileType.CPU, second, begin + t, stacks[1], 1_000_000_000L);
        }
        store.flush();
        RowBinaryWriter usage = new RowBinaryWriter(1024);
        for (int t = 0; t <= 60; t += 10) {
            store.usage(usage, service, first, "process.cpu.time", begin + t, 100 + 0.3 * t);
            store.usage(usage, service, second, "process.cpu.time", begin + t, 5 + 0.1 * t);
            store.usage(usage, service, first, "process.memory.usage", begin + t, 1000);
            store.usage(usage, service, second, "process.memory.usage", begin + t, 500);
        }
        store.flushUsage(usage);
    }

    @AfterAll
    static void stop() throws IOException {
        store.close();
    }

    @Test
    void theFlameGraphHasExactlyTheSamplesOfTheRange() throws Exception {
        Json graph = json("flamegraph.json?namespace=demo&service=biggest" + minute());

        assertEquals(24_000_000_000L, graph.at("total").number());
        assertEquals("nanoseconds", graph.at("unit").text());
        assertEquals(begin * 1000, graph.at("from").number());
        assertEquals("all", graph.at("frames", "name", 0).text());
        assertEquals(5, graph.at("nodes").number());
        assertEquals(24_000_000_000L, graph.at("value", 0).number());
        int frame = (int) graph.at("frame", 2).number();
        assertEquals(HOSTILE, graph.at("frames", "name", frame).text());
    }

    @Test
    void theNamespaceMayBeLeftOutWhereTheNameIsUnique() throws Exception {
        assertEquals(
                24_000_000_000L,
                json("flamegraph.json?service=biggest" + minute()).at("total").number());
    }

    @Test
    void filtersChooseProcesses() throws Exception {
        String query = "flamegraph.json?service=biggest" + minute() + "&process=" + encoded("python3 (11)");

        assertEquals(6_000_000_000L, json(query).at("total").number());
        assertEquals(
                24_000_000_000L,
                json(query + "&process=" + encoded("python3 (10)")).at("total").number());
        assertEquals(0, json(query + "&label.host.name=elsewhere").at("total").number());
    }

    @Test
    void aServiceNobodyHasSeenIsEmptyNotAnError() throws Exception {
        assertEquals(0, json("flamegraph.json?service=nothing").at("total").number());
        assertEquals(0, json("functions?service=nothing").at("count").number());
        assertEquals(0, json("series?service=nothing").at("series").size());
        assertTrue(json("usage?service=nothing").at("cpuCores", 0).isNull());
        assertTrue(json("timeline?service=nothing").at("values", 0).isNull());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "flamegraph.json?from=now-1h|No service is named|/api/v1/services",
                "flamegraph.json?service=x&from=now&to=now-1h|ends before it begins|from=now-1h",
                "flamegraph.json?service=x&from=bla|isn't a time|now-15m",
                "flamegraph.json?service=x&type=heat|no profile type heat|cpu, wall",
                "flamegraph.json?service=x&nodes=0|nodes|500000",
                "flamegraph.json?service=x&nodes=1e9|nodes|500000",
                "flamegraph.svg?service=x&width=5|width|200",
                "flamegraph.svg?service=x&direction=up|direction|icicle, flame",
                "functions?service=x&sort=name|sort|self, total",
                "flamegraph.json?service=x&from=now-20d&process=y|kept for 7 days|remove the filters",
            })
    void aBadQuestionIsAnsweredWithItsCure(String path, String error, String cure) throws Exception {
        HttpResponse<byte[]> response = get(path);
        Json body = Json.of(response.body());

        assertEquals(400, response.statusCode());
        assertTrue(body.at("error").text().contains(error), body.at("error").text());
        assertTrue(body.at("cure").text().contains(cure), body.at("cure").text());
    }

    @Test
    void functionsAreSortedByTheirWeight() throws Exception {
        Json functions = json("functions?service=biggest" + minute() + "&sort=total&limit=2");

        assertEquals(4, functions.at("count").number());
        assertEquals(2, functions.at("functions").size());
        assertEquals("main", functions.at("functions", 0, "name").text());
        assertEquals(0, functions.at("functions", 0, "self").number());
        assertEquals(24_000_000_000L, functions.at("functions", 0, "total").number());
        assertEquals(
                1,
                json("functions?service=biggest&q=FIVE" + minute()).at("count").number());
    }

    @Test
    void theTimelineSumsTheSamplesPerStep() throws Exception {
        Json timeline = json("timeline?service=biggest" + minute());

        assertEquals(10, timeline.at("stepSeconds").number());
        assertEquals(begin * 1000, timeline.at("start").number());
        assertEquals(6, timeline.at("values").size());
        assertEquals(4_000_000_000L, timeline.at("values", 5).number());
    }

    @Test
    void usageIsTheGrowthOfTheCountersAndTheSumOfTheGauges() throws Exception {
        Json usage = json("usage?service=biggest" + minute());

        assertEquals(6, usage.at("cpuCores").size());
        assertEquals(0.4, usage.at("cpuCores", 0).decimal(), 1e-6);
        assertEquals(0.4, usage.at("cpuCores", 5).decimal(), 1e-6);
        assertEquals(1500, usage.at("memoryBytes", 3).decimal(), 1e-6);
        assertTrue(usage.at("cpuLimitCores", 0).isNull());
        assertEquals(
                0.3,
                json("usage?service=biggest&process=10" + minute())
                        .at("cpuCores", 2)
                        .decimal(),
                1e-6);
    }

    @Test
    void servicesAreListedWithWhatTheyUse() throws Exception {
        Json services = json("services?q=BIGG&from=" + (begin - 300) * 1000 + "&to=" + (begin + 120) * 1000);

        assertEquals(1, services.at("services").size());
        Json row = services.at("services", 0);
        assertEquals("demo", row.at("namespace").text());
        assertEquals("python", row.at("runtimes", 0).text());
        assertEquals("cpu", row.at("types", 0).text());
        assertEquals(2, row.at("series").number());
        assertEquals(0.4, row.at("cpuCores").decimal(), 0.05);
        assertEquals(1500, row.at("memoryBytes").decimal(), 1);
        assertEquals(0, json("services?q=nobody").at("services").size());
    }

    @Test
    void seriesComeWithFacetsToFilterBy() throws Exception {
        Json series = json("series?service=biggest&process=11" + minute());

        assertEquals(1, series.at("series").size());
        assertEquals("11", series.at("series", 0, "labels", "process.pid").text());
        Json process = series.at("facets", 1);
        assertEquals("process", process.at("name").text());
        assertEquals("python3 (10)", process.at("values", 0, "value").text());
        assertEquals(0.3, process.at("values", 0, "cpuCores").decimal(), 1e-6);
    }

    @Test
    void hostileNamesAreTextInThePicture() throws Exception {
        HttpResponse<byte[]> response = get("flamegraph.svg?service=biggest&theme=dark" + minute());
        String svg = text(response);

        assertEquals("image/svg+xml", header(response, "content-type"));
        assertFalse(svg.contains("<img"));
        assertTrue(svg.contains("&lt;img src=x onerror=alert(1)&gt;\uFFFD&quot;&amp;"), svg);
        assertTrue(header(response, "content-disposition").matches("inline; filename=\"biggest-cpu-.*Z\\.svg\""));
        assertEquals("nosniff", header(response, "x-content-type-options"));
    }

    @Test
    void theFileThatOpensOfflineHoldsTheSameAnswerAsTheJson() throws Exception {
        HttpResponse<byte[]> response = get("flamegraph.html?service=biggest" + minute());
        String html = text(response);
        String data = html.substring(html.indexOf("json\">") + 6, html.indexOf("</script>"));

        assertFalse(data.contains("<"), data);
        assertTrue(header(response, "content-disposition").matches("attachment; filename=\"biggest-cpu-.*Z\\.html\""));
        Json shown = Json.of(data.getBytes(StandardCharsets.UTF_8));
        Json answer = json("flamegraph.json?service=biggest" + minute());
        assertEquals("biggest", shown.at("title").text());
        assertEquals(answer.at("total").number(), shown.at("answer", "total").number());
        assertEquals(answer.at("value").size(), shown.at("answer", "value").size());
    }

    @Test
    void stacksComeAsFoldedLinesAndAsPprof() throws Exception {
        String folded = text(get("flamegraph.folded?service=biggest" + minute()));
        HttpResponse<byte[]> pprof = get("flamegraph.pprof?service=biggest" + minute());

        assertTrue(folded.contains("main;biggest_five;max 18000000000\n"), folded);
        byte[] profile = new GZIPInputStream(new ByteArrayInputStream(pprof.body())).readAllBytes();
        assertTrue(new String(profile, StandardCharsets.ISO_8859_1).contains("biggest_five"));
        assertTrue(header(pprof, "content-disposition").startsWith("attachment; filename=\"biggest-cpu-"));
    }

    @Test
    void aSettledRangeMayBeKeptAndTheSameAnswerIsNotSentTwice() throws Exception {
        HttpResponse<byte[]> first = get("flamegraph.json?service=biggest" + minute());
        HttpResponse<byte[]> again = HTTP.send(
                request("flamegraph.json?service=biggest" + minute())
                        .header("If-None-Match", header(first, "etag"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertEquals("private, max-age=3600", header(first, "cache-control"));
        assertEquals(304, again.statusCode());
        assertArrayEquals(new byte[0], again.body());
        assertEquals("private, no-cache", header(get("flamegraph.json?service=biggest"), "cache-control"));
    }

    @Test
    void answersAreCompressedForThoseWhoTakeIt() throws Exception {
        HttpResponse<byte[]> response = HTTP.send(
                request("flamegraph.svg?service=biggest" + minute())
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());

        assertEquals("gzip", header(response, "content-encoding"));
    }

    @Test
    void otherPathsBelongToThePageButApiMistakesAreErrors() throws Exception {
        assertEquals(404, get("flamegraph.jpeg?service=x").statusCode());
        HttpResponse<byte[]> page = HTTP.send(
                HttpRequest.newBuilder(store.url().resolve("/services/demo/biggest?from=now-1h"))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, page.statusCode());
        assertTrue(header(page, "content-security-policy").contains("default-src 'self'"));
        HttpResponse<byte[]> asset = HTTP.send(
                HttpRequest.newBuilder(store.url().resolve("/assets/gone.js")).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(404, asset.statusCode());
    }

    @Test
    void filesOutsideThePageStayHidden() throws Exception {
        for (String path : List.of("/../simplelogger.properties", "/%2e%2e/simplelogger.properties", "/..%2fpublic")) {
            HttpResponse<byte[]> response = HTTP.send(
                    HttpRequest.newBuilder(URI.create(store.url() + path)).build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            assertFalse(text(response).contains("org.slf4j"), path);
        }
    }

    private static long series(String pid, String runtime) throws IOException {
        return store.series(
                "demo",
                "biggest",
                Map.of(
                        "process.pid",
                        pid,
                        "process.executable.name",
                        "python3",
                        "process.runtime.name",
                        runtime,
                        "host.name",
                        "box"),
                begin - 60,
                begin + 60);
    }

    private static Frame frame(String name) {
        return new Frame(name, "app.py", 7, "", FrameKind.PYTHON);
    }

    private static String minute() {
        return "&from=" + begin * 1000 + "&to=" + (begin + 60) * 1000;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(store.url().resolve("/api/v1/" + path));
    }

    private static HttpResponse<byte[]> get(String path) throws Exception {
        return HTTP.send(request(path).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private static Json json(String path) throws Exception {
        HttpResponse<byte[]> response = get(path);
        assertEquals(200, response.statusCode(), text(response));
        return Json.of(response.body());
    }

    private static String text(HttpResponse<byte[]> response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
