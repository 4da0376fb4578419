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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ten minutes of services on two hosts, and the ten minutes before; and filters over the pods of one
/// of them.
class ServicesIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int MINUTES = 10;

    private static StoredSamples store;
    /// A whole minute, where the range begins.
    private static long begin;

    private static long end;

    @BeforeAll
    static void start() throws Exception {
        begin = (Instant.now().getEpochSecond() - 1800) / 60 * 60;
        end = begin + MINUTES * 60;
        store = new StoredSamples();
        RowBinaryWriter usage = new RowBinaryWriter(1024);
        pod("shop", "web", "web-1", "a", begin - 600, end, 0.3, 0.6, usage);
        pod("shop", "web", "web-2", "b", begin - 600, end, 0.2, 0.2, usage);
        pod("shop", "young", "young-1", "a", begin + 360, end, 0, 2, usage);
        pod("bank", "sampled", "sampled-1", "b", begin - 600, end, 0, 0, usage);
        store.flush();
        store.flushUsage(usage);
    }

    /// A pod with a container that used some cores before the range and some in it, and as many
    /// sampled; the service `sampled` was only sampled, one second in each minute.
    private static void pod(
            String namespace,
            String service,
            String pod,
            String host,
            long from,
            long to,
            double coresBefore,
            double cores,
            RowBinaryWriter usage)
            throws Exception {
        long serviceId = ContentIds.service(namespace, service);
        Map<String, String> labels = Map.of(
                "k8s.pod.name",
                pod,
                "k8s.node.name",
                host,
                "container.id",
                namespace + pod,
                "process.runtime.name",
                pod.equals("web-1") ? "go" : "python",
                "k8s.pod.label.team",
                "web-2".equals(pod) ? "!blue" : "red");
        long series = store.series(namespace, service, labels, from, to);
        // Another row of the same series, as they are before they are merged.
        store.series(namespace, service, labels, to - 60, to);
        long[] stacks = store.stacks(serviceId, List.of(List.of(Frame.of("main", "", FrameKind.GO))));
        double used = 100;
        for (long t = from; t <= to; t += 10) {
            if (!service.equals("sampled")) {
                store.usage(usage, serviceId, series, "container.cpu.time", t, used);
                store.usage(usage, serviceId, series, "container.memory.working_set", t, t < begin ? 1000 : 2000);
                used += 10 * (t < begin ? coresBefore : cores);
            } else if (t % 60 == 0 && t < to) {
                store.sample(serviceId, ProfileType.CPU, series, t, stacks[0], 1_000_000_000L);
            }
            if (!service.equals("sampled") && t < to && t >= begin) {
                store.sample(serviceId, ProfileType.CPU, series, t, stacks[0], (long) (cores * 1e10));
            }
        }
    }

    @AfterAll
    static void stop() throws IOException {
        store.close();
    }

    @Test
    void aServiceHasWhatItUsesAndWhatItUsedBefore() throws Exception {
        Json web = services("").of("shop/web@");

        assertEquals(0.8, web.at("cpuCores").decimal(), 1e-3);
        assertEquals(0.5, web.at("cpuCoresBefore").decimal(), 0.02);
        assertEquals(4000, web.at("memoryBytes").decimal(), 1);
        assertEquals(2000, web.at("memoryBytesBefore").decimal(), 1);
        assertEquals(2, web.at("pods").number());
        assertEquals(2, web.at("containers").number());
        assertEquals(2, web.at("series").number());
        assertEquals(begin - 600, web.at("firstSample").number() / 1000);
    }

    @Test
    void aServiceThatBeganInTheRangeHasNothingBeforeAndItsRateWhileItWasThere() throws Exception {
        Json young = services("").of("shop/young@");

        assertTrue(young.at("cpuCoresBefore").isNull());
        assertEquals(2, young.at("cpuCores").decimal(), 0.05);
        assertEquals(begin + 360, young.at("firstSample").number() / 1000);
    }

    @Test
    void whatIsOnlySampledIsSpreadOverItsTime() throws Exception {
        Json sampled = services("").of("bank/sampled@");

        assertEquals(1 / 60.0, sampled.at("cpuCores").decimal(), 1e-3);
        assertEquals(1 / 60.0, sampled.at("cpuCoresBefore").decimal(), 1e-3);
        assertTrue(sampled.at("memoryBytes").isNull());
    }

    @Test
    void onceByHostAServiceIsThePartsThatItHasThere() throws Exception {
        Rows rows = services("&by=host");

        assertEquals(4, rows.size());
        assertEquals(0.6, rows.of("shop/web@a").at("cpuCores").decimal(), 1e-3);
        assertEquals(0.3, rows.of("shop/web@a").at("cpuCoresBefore").decimal(), 0.02);
        assertEquals(0.2, rows.of("shop/web@b").at("cpuCores").decimal(), 1e-3);
        assertEquals(2000, rows.of("shop/web@b").at("memoryBytes").decimal(), 1);
        assertEquals(1, rows.of("shop/web@b").at("pods").number());
        assertEquals(1 / 60.0, rows.of("bank/sampled@b").at("cpuCores").decimal(), 1e-3);
        assertEquals("cpu", rows.of("bank/sampled@b").at("types", 0).text());
    }

    @Test
    void aGroupingThatIsNotKnownIsRefused() throws Exception {
        assertEquals(400, get("services?by=colour").statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"pod=web-1", "host=a", "runtime=go", "label.k8s.pod.label.team=red", "container=shopweb-1"})
    void whatIsWantedAndWhatIsRuledOutAddUpToTheWhole(String filter) throws Exception {
        long whole = total("flamegraph.json", "");
        long wanted = total("flamegraph.json", "&" + filter);
        long rest = total("flamegraph.json", "&not." + filter);

        assertEquals(480_000_000_000L, whole);
        assertEquals(360_000_000_000L, wanted);
        assertEquals(whole, wanted + rest);
        assertEquals(0, total("flamegraph.json", "&" + filter + "&not." + filter));
        assertEquals(6e9 * 2, sum("timeline?service=web&not." + filter + range()) / MINUTES, 1);
        assertEquals(
                0.2,
                json("usage?service=web&not." + filter + range())
                        .at("cpuCores", 4)
                        .decimal(),
                1e-3);
        assertEquals(
                1,
                json("series?service=web&not." + filter + range()).at("series").size());
        Json diff = json("diff.json?service=web&a.not." + filter + "&b." + filter + range());
        assertEquals(rest, diff.at("before", "total").number());
        assertEquals(wanted, diff.at("after", "total").number());
    }

    @Test
    void aFacetCountsWhatTheOtherFiltersLeave() throws Exception {
        Json series = json("series?service=web&host=a&pod=web-2" + range());

        assertEquals(0, series.at("series").size());
        assertEquals(List.of("web-1 1", "web-2 0"), counts(series, "pod"));
        assertEquals(List.of("b 1", "a 0"), counts(series, "host"));
        assertEquals(List.of("go 0", "python 0"), counts(series, "runtime"));
        assertEquals(
                List.of("!blue 1", "red 0"),
                counts(json("series?service=web&pod=web-2" + range()), "label.k8s.pod.label.team"));
        assertEquals(
                List.of("!blue 1", "red 0"),
                counts(json("series?service=web&not.host=a" + range()), "label.k8s.pod.label.team"));
    }

    private static List<String> counts(Json series, String facet) {
        for (int i = 0; i < series.at("facets").size(); i++) {
            Json row = series.at("facets", i);
            if (row.at("name").text().equals(facet)) {
                List<String> counts = new ArrayList<>();
                for (int v = 0; v < row.at("values").size(); v++) {
                    Json value = row.at("values", v);
                    counts.add(
                            value.at("value").text() + " " + value.at("series").number());
                }
                return counts;
            }
        }
        throw new AssertionError("no facet " + facet);
    }

    private static Rows services(String parameters) throws Exception {
        Json list =
                json("services?" + parameters.replaceFirst("^&", "") + range()).at("services");
        Map<String, Json> rows = new HashMap<>();
        for (int i = 0; i < list.size(); i++) {
            Json row = list.at(i);
            rows.put(
                    row.at("namespace").text() + "/" + row.at("service").text() + "@"
                            + row.at("host").text(),
                    row);
        }
        return new Rows(rows);
    }

    /// Rows of the list by `namespace/service@host`.
    private record Rows(Map<String, Json> byName) {
        int size() {
            return byName.size();
        }

        Json of(String name) {
            Json row = byName.get(name);
            if (row == null) {
                throw new AssertionError("no " + name + " in " + byName.keySet());
            }
            return row;
        }
    }

    private static long total(String path, String parameters) throws Exception {
        return json(path + "?service=web" + parameters + range()).at("total").number();
    }

    private static double sum(String path) throws Exception {
        Json values = json(path).at("values");
        double sum = 0;
        for (int i = 0; i < values.size(); i++) {
            sum += values.at(i).isNull() ? 0 : values.at(i).number();
        }
        return sum;
    }

    private static String range() {
        return "&from=" + begin * 1000 + "&to=" + end * 1000;
    }

    private static Json json(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.of(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(store.url().resolve("/api/v1/" + path)).build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    }
}
