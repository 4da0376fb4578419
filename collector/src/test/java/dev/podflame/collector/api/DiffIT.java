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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service of two processes that got another version between two minutes.
class DiffIT {
    @TempDir
    private static Path data;

    private static CollectorProcess collector;
    private static long begin;

    @BeforeAll
    static void start() throws Exception {
        begin = (Instant.now().getEpochSecond() - 3600) / 60 * 60;
        collector = CollectorProcess.start(data);
        new JvmLoad("shop")
                .add(ProfileType.CPU, 1, begin, "main;answer;slow", 800)
                .add(ProfileType.CPU, 1, begin, "main;answer;print", 100)
                .add(ProfileType.CPU, 2, begin, "main;answer;print", 100)
                .add(ProfileType.CPU, 1, begin + 60, "main;answer;fast", 50)
                .add(ProfileType.CPU, 2, begin + 60, "main;answer;print", 250)
                .send(collector);
        new JvmLoad("bank").add(ProfileType.CPU, 3, begin, "main;count", 70).send(collector);
    }

    @AfterAll
    static void stop() throws Exception {
        collector.close();
    }

    @Test
    void everyNodeHasTheWeightsOfBothTimes() throws Exception {
        Json diff = diff(times());
        assertEquals(1000, diff.at("before", "total").number());
        assertEquals(300, diff.at("after", "total").number());
        assertEquals(Map.of("slow", 800L, "print", 200L, "fast", 0L), leaves(diff, "before"));
        assertEquals(Map.of("slow", 0L, "print", 250L, "fast", 50L), leaves(diff, "after"));
        assertEquals("slow", diff.at("functions", "name", 0).text());
        assertEquals(800, diff.at("functions", "selfBefore", 0).number());
        assertEquals(0, diff.at("functions", "totalAfter", 0).number());
    }

    @Test
    void swappedTimesAreSwappedSides() throws Exception {
        Json there = diff(times());
        Json back = diff("&a.from=" + (begin + 60) * 1000 + "&a.to=" + (begin + 120) * 1000 + "&b.from=" + begin * 1000
                + "&b.to=" + (begin + 60) * 1000);
        assertEquals(leaves(there, "before"), leaves(back, "after"));
        assertEquals(leaves(there, "after"), leaves(back, "before"));
    }

    @Test
    void sidesDifferInWhateverTheirParametersSay() throws Exception {
        String both = "&from=" + begin * 1000 + "&to=" + (begin + 120) * 1000;
        Json diff = diff(both + "&a.process=1&b.process=2");
        assertEquals(950, diff.at("before", "total").number());
        assertEquals(350, diff.at("after", "total").number());
        assertEquals(0, diff(both + "&a.service=other").at("before", "total").number());
    }

    @Test
    void anotherServiceIsLaidOverThisOne() throws Exception {
        String both = "&from=" + begin * 1000 + "&to=" + (begin + 60) * 1000;
        Json diff = diff(both + "&b.service=bank");
        assertEquals("demo/shop", diff.at("before", "title").text());
        assertEquals("demo/bank", diff.at("after", "title").text());
        assertEquals(1000, diff.at("before", "total").number());
        assertEquals(70, diff.at("after", "total").number());
        Json elsewhere = diff(both + "&a.namespace=none");
        assertEquals(0, elsewhere.at("before", "total").number());
        assertEquals(1000, elsewhere.at("after", "total").number());
    }

    @Test
    void aRangeAgainstItselfHasNotChanged() throws Exception {
        Json diff = diff("&from=" + begin * 1000 + "&to=" + (begin + 120) * 1000);
        assertEquals(leaves(diff, "before"), leaves(diff, "after"));
        for (int i = 0; i < diff.at("functions", "name").size(); i++) {
            assertEquals(
                    diff.at("functions", "selfBefore", i).number(),
                    diff.at("functions", "selfAfter", i).number());
        }
    }

    @Test
    void eachSideSaysHowManyStacksItHasAndWhatDividesThem() throws Exception {
        Json diff = diff(times());
        assertEquals(2, diff.at("before", "stacks").number());
        assertEquals(200, diff.at("before", "divisor").number());
        assertEquals(50, diff.at("after", "divisor").number());
    }

    @Test
    void aCutGraphStillAddsUp() throws Exception {
        Json diff = diff(times() + "&nodes=3&limit=1");
        assertEquals(6, diff.at("nodes").number());
        assertTrue(diff.at("pruned").number() > 0);
        assertEquals(1000, diff.at("before", "value", 0).number());
        assertEquals(1, diff.at("functions", "name").size());
        assertEquals(5, diff.at("functions", "count").number());
        assertEquals(2, diff.at("before", "stacks").number());
    }

    @Test
    void typesThatCannotBeComparedAreRefused() throws Exception {
        HttpResponse<String> answer = get("&a.type=alloc&b.type=cpu");
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("one type for both"), answer.body());
    }

    private static String times() {
        return "&a.from=" + begin * 1000 + "&a.to=" + (begin + 60) * 1000 + "&b.from=" + (begin + 60) * 1000 + "&b.to="
                + (begin + 120) * 1000;
    }

    private static Map<String, Long> leaves(Json diff, String side) {
        Map<String, Long> leaves = new HashMap<>();
        for (int node = 0; node < diff.at("depth").size(); node++) {
            if (diff.at("depth", node).number() == 3) {
                String name = diff.at(
                                "frames", "name", (int) diff.at("frame", node).number())
                        .text();
                leaves.put(name, diff.at(side, "value", node).number());
            }
        }
        return leaves;
    }

    private static Json diff(String parameters) throws Exception {
        HttpResponse<String> answer = get(parameters);
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.of(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    private static HttpResponse<String> get(String parameters) throws Exception {
        return collector.get("/api/v1/diff.json?namespace=demo&service=shop" + parameters);
    }
}
