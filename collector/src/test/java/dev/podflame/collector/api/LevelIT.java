package dev.podflame.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.CollectorProcess;
import dev.podflame.collector.flamegraph.Json;
import dev.podflame.profile.ProfileType;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The live heap of two JVMs. The first has a snapshot in each of 130 minutes but the fourth, the second only from the
/// hundredth on, as after a rollout.
class LevelIT {
    private static final int MINUTES = 130;
    private static final int GAP = 3;
    private static final int SECOND_FROM = 100;

    @TempDir
    private static Path data;

    private static CollectorProcess collector;
    private static long begin;

    @BeforeAll
    static void start() throws Exception {
        begin = (Instant.now().getEpochSecond() - 3 * 3600) / 60 * 60;
        collector = CollectorProcess.start(data);
        JvmLoad load = new JvmLoad("heap");
        for (int minute = 0; minute < MINUTES; minute++) {
            long seconds = begin + minute * 60L + minute % 6 * 10L;
            if (minute != GAP) {
                load.add(ProfileType.LIVE, 1, seconds, "@main;fill;cache", 1000 + minute);
                load.add(ProfileType.LIVE, 1, seconds, "@pool-#;fill;cache", 7);
            }
            load.add(ProfileType.LIVE_OBJECTS, 1, seconds, "@main;fill;cache", 3 + minute % 2);
            if (minute >= SECOND_FROM) {
                load.add(ProfileType.LIVE, 2, seconds, "@main;fill;queue", 500);
            }
        }
        load.send(collector);
    }

    @AfterAll
    static void stop() throws Exception {
        collector.close();
    }

    @Test
    void anAverageIsOverTheMinutesThatHaveASnapshotWhicheverTablesAnswer() throws Exception {
        assertEquals(average(0, MINUTES), graph(0, MINUTES, "").at("total").number());
        assertEquals(MINUTES - 1, graph(0, MINUTES, "").at("minutes").number());
        assertEquals(average(0, 8), graph(0, 8, "").at("total").number());
        assertEquals(average(3, 100), graph(3, 100, "").at("total").number());
        assertEquals(0, graph(GAP, GAP + 1, "").at("total").number());
    }

    @Test
    void aRangeWithinAMinuteHasThatMinutesSnapshot() throws Exception {
        Json graph = Json.of(get("flamegraph.json", begin + 40, begin + 50, "").getBytes(StandardCharsets.UTF_8));

        assertEquals(1007, graph.at("total").number());
        assertEquals(begin * 1000, graph.at("from").number());
        assertEquals((begin + 60) * 1000, graph.at("to").number());
    }

    @Test
    void aSeriesHasTheAverageOfItsOwnMinutes() throws Exception {
        assertEquals(500, graph(0, MINUTES, "&process=2").at("total").number());
        assertEquals(30, graph(0, MINUTES, "&process=2").at("minutes").number());
        assertTrue(graph(0, MINUTES, "").at("total").number() < 1600, "less than both at once");
    }

    @Test
    void threadsAndFunctionsAddUpToTheGraph() throws Exception {
        Json graph = graph(0, MINUTES, "");
        Json byThread = graph(0, MINUTES, "&by=thread");
        Json functions = json("functions", 0, MINUTES, "&sort=total");

        assertEquals(graph.at("total").number(), byThread.at("total").number());
        assertEquals(
                graph.at("total").number(),
                graph.at("threads", "value", 0).number()
                        + graph.at("threads", "value", 1).number());
        assertEquals(
                graph.at("total").number(),
                functions.at("functions", 0, "total").number());
        assertEquals(
                graph.at("total").number(),
                get("flamegraph.folded", begin, begin + MINUTES * 60L, "")
                        .lines()
                        .mapToLong(line -> Long.parseLong(line.substring(line.lastIndexOf(' ') + 1)))
                        .sum());
    }

    @Test
    void theTimelineIsALevelInEveryStep() throws Exception {
        Json minutes = json("timeline", 0, MINUTES, "");
        assertEquals(60, minutes.at("stepSeconds").number());
        assertEquals(1007, minutes.at("values", 0).number());
        assertTrue(minutes.at("values", GAP).isNull());
        assertEquals(1000 + 100 + 7 + 500, minutes.at("values", 100).number());

        Json days =
                Json.of(get("timeline", begin - 86_400 * 2, begin + 7200, "").getBytes(StandardCharsets.UTF_8));
        int step = (int) days.at("stepSeconds").number();
        assertTrue(step > 60, "long steps");
        for (int i = 0; i < days.at("values").size(); i++) {
            long from = days.at("start").number() / 1000 + (long) i * step;
            int first = (int) Math.max(0, (from - begin) / 60);
            int end = (int) Math.min(MINUTES, (from + step - begin) / 60);
            if (first < end) {
                long difference = days.at("values", i).number() - average(first, end);
                assertTrue(difference == 0 || difference == 1, "step " + i + " is " + difference + " off");
            }
        }
    }

    @Test
    void objectsAreALevelToo() throws Exception {
        Json graph = Json.of(get("flamegraph.json", ProfileType.LIVE_OBJECTS, begin, begin + 600, "")
                .getBytes(StandardCharsets.UTF_8));

        assertEquals(10, graph.at("minutes").number());
        assertEquals(3, graph.at("total").number(), "3.5, rounded down");
    }

    /// Rounded down, as the graph's total is.
    private static long average(int from, int to) {
        long sum = 0;
        int count = 0;
        for (int minute = from; minute < to; minute++) {
            sum += minute == GAP ? 0 : 1007 + minute;
            sum += minute >= SECOND_FROM ? 500 : 0;
            count += minute == GAP ? 0 : 1;
        }
        return sum / count;
    }

    private static Json graph(int from, int to, String parameters) throws Exception {
        return json("flamegraph.json", from, to, parameters);
    }

    private static Json json(String path, int from, int to, String parameters) throws Exception {
        return Json.of(
                get(path, begin + from * 60L, begin + to * 60L, parameters).getBytes(StandardCharsets.UTF_8));
    }

    private static String get(String path, long from, long to, String parameters) throws Exception {
        return get(path, ProfileType.LIVE, from, to, parameters);
    }

    private static String get(String path, ProfileType type, long from, long to, String parameters) throws Exception {
        HttpResponse<String> answer = collector.get("/api/v1/" + path + "?namespace=demo&service=heap&type="
                + type.label() + "&from=" + from * 1000 + "&to=" + to * 1000 + parameters);
        assertEquals(200, answer.statusCode(), answer.body());
        return answer.body();
    }
}
