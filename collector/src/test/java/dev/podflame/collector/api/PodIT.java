package dev.podflame.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.flamegraph.Json;
import dev.podflame.collector.query.StoredSamples;
import dev.podflame.collector.store.RowBinaryWriter;
import dev.podflame.profile.ContentIds;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.ProfileType;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A pod whose two containers belong to two services, beside another pod of one of them and one of the
/// same name in another namespace.
class PodIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String DIGEST = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static StoredSamples store;
    private static long begin;

    @BeforeAll
    static void start() throws Exception {
        begin = (Instant.now().getEpochSecond() - 600) / 60 * 60;
        store = new StoredSamples();
        RowBinaryWriter usage = new RowBinaryWriter(1024);
        container("shop", "web", "web-1", "app", "serve", 3_000_000_000L, 0.3, usage);
        container("shop", "proxy", "web-1", "proxy", "forward", 1_000_000_000L, 0.1, usage);
        container("shop", "web", "web-2", "app", "serve", 5_000_000_000L, 0.5, usage);
        container("bank", "web", "web-1", "app", "count", 7_000_000_000L, 0.7, usage);
        store.flush();
        store.flushUsage(usage);
    }

    private static void container(
            String namespace,
            String service,
            String pod,
            String container,
            String function,
            long value,
            double cores,
            RowBinaryWriter usage)
            throws Exception {
        long serviceId = ContentIds.service(namespace, service);
        long series = store.series(
                namespace,
                service,
                Map.of(
                        "k8s.pod.name",
                        pod,
                        "k8s.container.name",
                        container,
                        "container.id",
                        namespace + pod + container,
                        "container.image.name",
                        "registry.example/" + container,
                        "container.image.repo_digests",
                        "registry.example/" + container + "@" + DIGEST,
                        "podflame.revision",
                        "7d9f"),
                begin - 60,
                begin + 60);
        long[] stacks = store.stacks(
                serviceId,
                List.of(List.of(
                        Frame.of("main", container, FrameKind.GO), Frame.of(function, container, FrameKind.GO))));
        store.sample(serviceId, ProfileType.CPU, series, begin + 10, stacks[0], value);
        for (int t = 0; t <= 60; t += 10) {
            store.usage(usage, serviceId, series, "container.cpu.time", begin + t, cores * t);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        store.close();
    }

    @Test
    void theFlameGraphOfAPodHasAllItsContainersAndNoOthers() throws Exception {
        String folded = text("flamegraph.folded?" + pod());

        assertEquals(
                List.of("main;forward 1000000000", "main;serve 3000000000"),
                folded.lines().sorted().toList());
        assertEquals(
                4_000_000_000L, json("flamegraph.json?" + pod()).at("total").number());
        assertTrue(text("flamegraph.svg?" + pod()).contains("shop/web-1"));
        assertEquals(4, json("functions?" + pod()).at("count").number());
    }

    @Test
    void theFlameGraphOfANamespaceHasAllItsServicesAndNoOthers() throws Exception {
        String namespace = pod().replace("&pod=web-1", "");

        assertEquals(
                List.of("main;forward 1000000000", "main;serve 8000000000"),
                text("flamegraph.folded?" + namespace).lines().sorted().toList());
        assertEquals(
                1_000_000_000L,
                json("flamegraph.json?container=proxy&" + namespace).at("total").number());
        assertEquals(
                5_000_000_000L,
                json("flamegraph.json?" + namespace + "&container=app&pod=web-2")
                        .at("total")
                        .number());
        assertEquals(4, json("functions?" + namespace).at("count").number());
        assertEquals(3, json("series?" + namespace).at("series").size());
        assertTrue(text("flamegraph.svg?" + namespace).contains(">shop</text>"));
    }

    @Test
    void filtersChooseContainersOfThePod() throws Exception {
        assertEquals(
                1_000_000_000L,
                json("flamegraph.json?container=proxy&" + pod()).at("total").number());
        assertEquals(
                4_000_000_000L,
                json("flamegraph.json?container=proxy&container=app&" + pod())
                        .at("total")
                        .number());
        assertEquals(
                0, json("flamegraph.json?container=none&" + pod()).at("total").number());
    }

    @Test
    void aServiceFilteredByPodIsThatServiceOnly() throws Exception {
        assertEquals(
                3_000_000_000L,
                json("flamegraph.json?service=web&" + pod()).at("total").number());
    }

    @Test
    void chartsOfAPodSumItsContainersUp() throws Exception {
        assertEquals(4_000_000_000L, json("timeline?" + pod()).at("values", 1).number());
        assertEquals(0.4, json("usage?" + pod()).at("cpuCores", 2).decimal(), 1e-6);
        assertEquals(
                0.1, json("usage?container=proxy&" + pod()).at("cpuCores", 2).decimal(), 1e-6);
    }

    @Test
    void theSeriesOfAPodComeWithFacetsOfImageAndRevision() throws Exception {
        Json series = json("series?" + pod());

        assertEquals(2, series.at("series").size());
        assertEquals("0.4", sumOfCores(series));
        assertEquals(
                "registry.example/app@sha256:0123456789ab",
                facet(series, "image").at("values", 0, "value").text());
        assertEquals("7d9f", facet(series, "revision").at("values", 0, "value").text());
        for (String image : List.of(
                "registry.example/app@sha256:0123456789ab", "registry.example/app", "registry.example/app@" + DIGEST)) {
            assertEquals(
                    1, json("series?image=" + image + "&" + pod()).at("series").size(), image);
        }
        assertEquals(
                2, json("series?image=" + DIGEST + "&" + pod()).at("series").size());
    }

    @Test
    void aPodNobodyHasSeenIsEmptyAndOneWithoutNamespaceIsAskedBack() throws Exception {
        assertEquals(
                0, json("flamegraph.json?namespace=shop&pod=none").at("total").number());
        assertEquals(0, json("series?namespace=shop&pod=none").at("series").size());
        assertTrue(json("usage?namespace=shop&pod=none").at("cpuCores", 0).isNull());
        assertTrue(json("timeline?namespace=shop&pod=none").at("values", 0).isNull());
        HttpResponse<String> answer = get("series?pod=web-1");
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("namespace=NAME"), answer.body());
    }

    @Test
    void severalPodsMayBeAskedForAtOnce() throws Exception {
        assertEquals(
                9_000_000_000L,
                json("flamegraph.json?pod=web-2&" + pod()).at("total").number());
    }

    private static String sumOfCores(Json series) {
        double sum = series.at("series", 0, "cpuCores").decimal()
                + series.at("series", 1, "cpuCores").decimal();
        return Double.toString(Math.round(sum * 1000) / 1000.0);
    }

    private static Json facet(Json series, String name) {
        for (int i = 0; i < series.at("facets").size(); i++) {
            if (series.at("facets", i, "name").text().equals(name)) {
                return series.at("facets", i);
            }
        }
        throw new AssertionError("no facet " + name);
    }

    private static String pod() {
        return "namespace=shop&pod=web-1&from=" + begin * 1000 + "&to=" + (begin + 60) * 1000;
    }

    private static Json json(String path) throws Exception {
        return Json.of(text(path).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(store.url().resolve("/api/v1/" + path)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
