package dev.podflame.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.CollectorProcess;
import dev.podflame.collector.flamegraph.Json;
import dev.podflame.profile.ProfileType;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Every profile type from the wire to every answer, with the threads of a JVM, in a minute a quarter of an hour ago.
class ProfileTypesIT {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String EXEC = "@http-nio-#-exec-#";

    @TempDir
    private static Path data;

    private static CollectorProcess collector;
    private static long begin;

    @BeforeAll
    static void start() throws Exception {
        begin = (Instant.now().getEpochSecond() - 900) / 60 * 60;
        collector = CollectorProcess.start(data);
        JvmLoad load = new JvmLoad("jvm");
        for (ProfileType type : ProfileType.values()) {
            String state = type == ProfileType.WALL ? "!waiting;" : "";
            load.add(type, 1, begin, EXEC + ";" + state + "run;work", 3_000_000_000L)
                    .add(type, 1, begin, "@GC thread;run;work", 1_000_000_000L)
                    .add(type, 2, begin, EXEC + ";run;rest", 2_000_000_000L);
        }
        // A process that eBPF profiles, with no thread to its stacks.
        load.add(ProfileType.CPU, 3, begin, "run;work", 500_000_000L);
        load.send(collector);
    }

    @AfterAll
    static void stop() throws Exception {
        collector.close();
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeHasItsGraphWithoutThreads(ProfileType type) throws Exception {
        Json graph = json("flamegraph.json?", type);
        long total = type == ProfileType.CPU ? 6_500_000_000L : 6_000_000_000L;

        assertEquals(total, graph.at("total").number());
        assertEquals(total, graph.at("value", 0).number());
        assertEquals(type.unit().label(), graph.at("unit").text());
        assertEquals(type.isLevel(), graph.at("level").node().getBooleanValue());
        assertEquals(type.isLevel() ? 1 : 0, graph.at("minutes").number());
        assertEquals(4, graph.at("nodes").number());
        assertEquals(Set.of("all", "run", "rest", "work"), Set.copyOf(texts(graph.at("frames", "name"))));
    }

    @ParameterizedTest
    @EnumSource
    void everyTypeHasItsFilesWithItsUnits(ProfileType type) throws Exception {
        long work = type == ProfileType.CPU ? 4_500_000_000L : 4_000_000_000L;

        assertEquals(
                List.of("run;rest 2000000000", "run;work " + work),
                text("flamegraph.folded?", type).lines().sorted().toList());
        String pprof = unzipped(get("flamegraph.pprof?", type).body());
        assertTrue(pprof.contains(type.label()), "the sample type");
        assertTrue(pprof.contains(type.unit().label()), "the unit");
        assertFalse(pprof.contains("http-nio"), "no thread unless it is asked for");
    }

    @ParameterizedTest
    @CsvSource({
        "cpu, 0.11 cores, 6.50 s in all",
        "wall, 0.10 threads, 6.00 s in all",
        "alloc, 95.4 MiB/s, 5.59 GiB in all",
        "alloc_objects, 100000000/s, 6000000000 in all",
        "lock, 100 ms/s, 6.00 s in all",
        "live, 5.59 GiB, average of 1 minute",
        "live_objects, 6000000000, average of 1 minute"
    })
    void thePictureSaysRatesOfFlowsAndLevelsAsTheyAre(String type, String text, String note) throws Exception {
        String svg = text("flamegraph.svg?", ProfileType.ofLabel(type).orElseThrow());

        assertTrue(svg.contains("all · " + text + "<"), svg);
        assertTrue(svg.contains(note), svg);
    }

    @Test
    void stacksBeginWithThreadAndStateWhereThatIsAsked() throws Exception {
        assertEquals(
                List.of(
                        "(thread not known);run;work 500000000",
                        "GC thread;run;work 1000000000",
                        "http-nio-#-exec-#;run;rest 2000000000",
                        "http-nio-#-exec-#;run;work 3000000000"),
                lines("by=thread", ProfileType.CPU));
        assertEquals(
                List.of(
                        "(state not known);run;rest 2000000000",
                        "(state not known);run;work 1000000000",
                        "waiting;run;work 3000000000"),
                lines("by=state", ProfileType.WALL));
        assertEquals(
                List.of(
                        "GC thread;(state not known);run;work 1000000000",
                        "http-nio-#-exec-#;(state not known);run;rest 2000000000",
                        "http-nio-#-exec-#;waiting;run;work 3000000000"),
                lines("by=thread,state", ProfileType.WALL));
        Json graph = json("flamegraph.json?by=thread&", ProfileType.CPU);
        assertEquals(6_500_000_000L, graph.at("total").number());
        assertEquals("thread", graph.at("frames", "kind", 1).text());
    }

    @Test
    void threadsAreListedAndFilteredBy() throws Exception {
        Json all = json("flamegraph.json?", ProfileType.WALL);
        Json one = json("flamegraph.json?thread=GC+thread&", ProfileType.WALL);

        assertEquals(2, all.at("threads", "count").number());
        assertEquals("http-nio-#-exec-#", all.at("threads", "name", 0).text());
        assertEquals(5_000_000_000L, all.at("threads", "value", 0).number());
        assertEquals(List.of("(state not known)", "waiting"), texts(all.at("states", "name")));
        assertEquals(1_000_000_000L, one.at("total").number());
        assertEquals(2, one.at("threads", "count").number(), "the others stay in sight");
        assertEquals(
                6_000_000_000L,
                json("flamegraph.json?thread=GC+thread&thread=http-nio-%23-exec-%23&", ProfileType.WALL)
                        .at("total")
                        .number());
        assertEquals(List.of("run;work 1000000000"), lines("thread=GC+thread", ProfileType.WALL));
        HttpResponse<byte[]> bad = get("flamegraph.json?by=pod&", ProfileType.WALL);
        assertEquals(400, bad.statusCode());
        assertTrue(new String(bad.body(), StandardCharsets.UTF_8).contains("thread,state"));
    }

    @Test
    void theFunctionTableHasThreadsOnlyWhereTheyAreAskedFor() throws Exception {
        assertEquals(3, json("functions?", ProfileType.WALL).at("count").number());
        assertEquals(
                5, json("functions?by=thread&", ProfileType.WALL).at("count").number());
        Json one = json("functions?thread=GC+thread&sort=total&", ProfileType.WALL);
        assertEquals(2, one.at("count").number());
        assertEquals(1_000_000_000L, one.at("functions", 0, "total").number());
    }

    @Test
    void theTypesOfAServiceAndOfItsProcessesAreListed() throws Exception {
        List<String> all = new ArrayList<>();
        for (ProfileType type : ProfileType.values()) {
            all.add(type.label());
        }
        all.sort(null);
        assertEquals(all, texts(json("services?", ProfileType.CPU).at("services", 0, "types")));
        assertEquals(all, texts(json("series?", ProfileType.CPU).at("types")));
        assertEquals(
                List.of("cpu"), texts(json("series?process=3&", ProfileType.CPU).at("types")));
    }

    private static List<String> lines(String parameter, ProfileType type) throws Exception {
        return text("flamegraph.folded?" + parameter + "&", type)
                .lines()
                .sorted()
                .toList();
    }

    private static List<String> texts(Json array) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.size(); i++) {
            texts.add(array.at(i).text());
        }
        return texts;
    }

    private static String unzipped(byte[] bytes) throws Exception {
        return new String(
                new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    private static Json json(String path, ProfileType type) throws Exception {
        HttpResponse<byte[]> answer = get(path, type);
        assertEquals(200, answer.statusCode(), new String(answer.body(), StandardCharsets.UTF_8));
        return Json.of(answer.body());
    }

    private static String text(String path, ProfileType type) throws Exception {
        return new String(get(path, type).body(), StandardCharsets.UTF_8);
    }

    private static HttpResponse<byte[]> get(String path, ProfileType type) throws Exception {
        String query = path + "namespace=demo&service=jvm&type=" + type.label() + "&from=" + begin * 1000 + "&to="
                + (begin + 60) * 1000;
        return HTTP.send(
                HttpRequest.newBuilder(collector.url().resolve("/api/v1/" + query))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }
}
