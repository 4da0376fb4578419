package dev.podflame.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.CollectorProcess;
import dev.podflame.collector.flamegraph.Json;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.profile.ProfileType;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hundred seconds of samples of two processes with known times, beside some whose time isn't known.
class HeatMapIT {
    private static final int SECONDS = 100;
    private static final long UNTIMED = 7_000;
    private static final List<Sample> SAMPLES = new ArrayList<>();

    @TempDir
    private static Path data;

    private static CollectorProcess collector;
    private static long begin;

    private record Sample(int process, long millis, String function, long value) {}

    @BeforeAll
    static void start() throws Exception {
        begin = (Instant.now().getEpochSecond() - 1200) / 10 * 10 * 1000;
        collector = CollectorProcess.start(data);
        JvmLoad load = new JvmLoad("shop");
        Random random = new Random(5);
        for (int i = 0; i < 600; i++) {
            // Some share slot and stack; some weigh the same as others of their row, some don't.
            long millis = begin + random.nextInt(1000 * SECONDS / (1 + i % 3));
            long value = i % 2 == 0 ? 50 : 1L + random.nextInt(1000);
            Sample sample = new Sample(1 + i % 2, millis, "f" + random.nextInt(4), value);
            SAMPLES.add(sample);
            load.addTimed(ProfileType.CPU, sample.process, millis, "main;" + sample.function, value);
        }
        load.add(ProfileType.CPU, 1, begin / 1000 + 10, "main;f0", UNTIMED)
                .add(ProfileType.WALL, 1, begin / 1000, "!waiting;main;f0", 10)
                .send(collector);
    }

    @AfterAll
    static void stop() throws Exception {
        collector.close();
    }

    @Test
    void everyCellHoldsTheSamplesOfItsTwentyMilliseconds() throws Exception {
        Json map = heatMap(range());

        assertEquals(cells(sample -> true), cells(map));
        assertEquals(SECONDS, map.at("columns").number());
        assertEquals(begin, map.at("start").number());
        assertEquals(UNTIMED, map.at("untimed").number());
        assertEquals(flameGraph(range()).at("total").number(), map.at("total").number());
    }

    @Test
    void filtersNarrowIt() throws Exception {
        Json map = heatMap(range() + "&process=2");

        assertEquals(cells(sample -> sample.process == 2), cells(map));
        assertEquals(0, map.at("untimed").number());
    }

    @Test
    void anyStretchHasExactlyItsSamples() throws Exception {
        Random random = new Random(6);
        for (int i = 0; i < 25; i++) {
            long from = begin + 20L * random.nextInt(50 * SECONDS - 1);
            long to = from + 20L * (1 + random.nextInt(50 * SECONDS / (1 + i)));
            Predicate<Sample> inside = sample -> sample.millis >= from && sample.millis < to;

            Json all = flameGraph("&slice=" + from + "-" + to);
            assertEquals(functions(inside), functions(all), from + " to " + to);
            assertEquals(from, all.at("from").number());
            assertEquals(to, all.at("to").number());
            Json one = flameGraph("&process=1&slice=" + from + "-" + to);
            assertEquals(functions(inside.and(sample -> sample.process == 1)), functions(one), from + " to " + to);
        }
    }

    @Test
    void tablesAndFilesFollowTheStretch() throws Exception {
        String slice = "&slice=" + (begin + 20) + "-" + (begin + 30_020);
        long expected =
                functions(sample -> sample.millis >= begin + 20 && sample.millis < begin + 30_020).values().stream()
                        .mapToLong(Long::longValue)
                        .sum();

        assertEquals(expected, json("functions", slice).at("total").number());
        long folded = get("flamegraph.folded", slice)
                .body()
                .lines()
                .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
        assertEquals(expected, folded);
    }

    @Test
    void ofALongRangeItIsTheEnd() throws Exception {
        Json map = heatMap("&from=" + (begin - 3_600_000) + "&to=" + (begin + 50_000));

        assertEquals(begin - 850_000, map.at("from").number());
        assertEquals(900, map.at("columns").number());
        long first = 850 * 50;
        assertEquals(
                first + cells(sample -> true).firstKey(), map.at("cells", 0).number());
    }

    @Test
    void whatCannotBeAnsweredIsRefusedWithTheReason() throws Exception {
        refused("heatmap.json", range() + "&type=wall", "Samples of wall have no time");
        refused("heatmap.json", range() + "&type=live", "Samples of live have no time");
        refused("flamegraph.json", "&type=wall&slice=" + begin + "-" + (begin + 20), "Samples of wall have no time");
        refused("flamegraph.json", "&slice=" + begin + "-" + (begin + 15), "multiples of 20");
        refused("flamegraph.json", "&slice=" + begin + "-" + begin, "FROM earlier than TO");
        refused("flamegraph.json", "&slice=" + begin + "-" + (begin + 900_020), "15 minutes apart");
        refused("flamegraph.json", "&slice=yesterday", "isn't a stretch of time");
        long old = begin - 4 * 86_400_000L;
        refused("flamegraph.json", "&slice=" + old + "-" + (old + 20), "kept for 3 days");
        refused("heatmap.json", "&from=" + old + "&to=" + (old + 60_000), "kept for 3 days");
    }

    @Test
    void timesAreForgottenBeforeTheSamplesAre() throws Exception {
        ClickHouse store = collector.store();
        String old = "toStartOfMinute(now('UTC')) - toIntervalDay(4)";
        store.execute("INSERT INTO samples (service_id, type, series_id, ts, stack_id, value, slots, weights)"
                + " VALUES (1, 'cpu', 1, " + old + ", 1, 30, [3, 4], [10, 20])");
        store.execute("OPTIMIZE TABLE samples FINAL");

        String sql = "SELECT value, length(slots) FROM samples WHERE service_id = 1";
        List<Long> row = store.query(Query.of(sql), rows -> {
            rows.next();
            return List.of(rows.int64(), rows.int64());
        });
        assertEquals(List.of(30L, 0L), row);
    }

    private static String range() {
        return "&from=" + begin + "&to=" + (begin + 1000L * SECONDS);
    }

    private static SortedMap<Long, Long> cells(Predicate<Sample> which) {
        SortedMap<Long, Long> cells = new TreeMap<>();
        SAMPLES.stream()
                .filter(which)
                .forEach(sample -> cells.merge((sample.millis - begin) / 20, sample.value, Long::sum));
        return cells;
    }

    private static SortedMap<Long, Long> cells(Json map) {
        SortedMap<Long, Long> cells = new TreeMap<>();
        for (int i = 0; i < map.at("cells").size(); i++) {
            cells.put(map.at("cells", i).number(), map.at("values", i).number());
        }
        return cells;
    }

    private static Map<String, Long> functions(Predicate<Sample> which) {
        Map<String, Long> functions = new TreeMap<>();
        SAMPLES.stream().filter(which).forEach(sample -> functions.merge(sample.function, sample.value, Long::sum));
        return functions;
    }

    private static Map<String, Long> functions(Json graph) {
        Map<String, Long> functions = new TreeMap<>();
        for (int node = 0; node < graph.at("depth").size(); node++) {
            if (graph.at("depth", node).number() == 2) {
                int frame = (int) graph.at("frame", node).number();
                functions.put(
                        graph.at("frames", "name", frame).text(),
                        graph.at("value", node).number());
            }
        }
        return functions;
    }

    private static void refused(String path, String parameters, String reason) throws Exception {
        HttpResponse<String> answer = get(path, parameters);
        assertEquals(400, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains(reason), answer.body());
    }

    private static Json heatMap(String parameters) throws Exception {
        return json("heatmap.json", parameters);
    }

    private static Json flameGraph(String parameters) throws Exception {
        return json("flamegraph.json", parameters);
    }

    private static Json json(String path, String parameters) throws Exception {
        HttpResponse<String> answer = get(path, parameters);
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.of(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> get(String path, String parameters) throws Exception {
        return collector.get("/api/v1/" + path + "?namespace=demo&service=shop" + parameters);
    }
}
