package dev.podflame.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.CollectorProcess;
import dev.podflame.collector.flamegraph.Json;
import dev.podflame.profile.ProfileType;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Functions of several services, sent as an agent sends them, across the edges of hours, minutes and
/// buckets.
class FunctionSearchIT {
    private static final List<String> SERVICES = List.of("shop", "cart", "mail", "idle");

    @TempDir
    private static Path data;

    private static CollectorProcess collector;
    /// A whole hour.
    private static long hour;

    @BeforeAll
    static void start() throws Exception {
        hour = (Instant.now().getEpochSecond() - 7200) / 3600 * 3600;
        collector = CollectorProcess.start(data);
        new JvmLoad("shop")
                .add(ProfileType.CPU, 1, hour - 610, "@exec;main;String.format;Formatter.parse", 100)
                .add(ProfileType.CPU, 1, hour - 10, "@exec;main;String.format", 20)
                .add(ProfileType.CPU, 1, hour + 10, "@format;main;String.format;String.valueOf;String.format", 3)
                .add(ProfileType.CPU, 2, hour + 70, "main;other", 4000)
                .add(ProfileType.ALLOC, 1, hour + 70, "main;String.format", 7)
                .send(collector);
        new JvmLoad("cart")
                .add(ProfileType.CPU, 1, hour + 20, "main;Cart.render;Integer.STRING.FORMAT", 5000)
                .add(ProfileType.CPU, 1, hour + 3590, "main;Cart.render", 600)
                .send(collector);
        new JvmLoad("mail")
                .add(ProfileType.CPU, 1, hour + 20, "@String.format;main;send", 50)
                .send(collector);
        new JvmLoad("idle")
                .add(ProfileType.CPU, 1, hour + 3000, "main;String.format;wait", 1)
                .send(collector);
    }

    @AfterAll
    static void stop() throws Exception {
        collector.close();
    }

    @Test
    void servicesComeHeaviestFirstWithTheirFunctions() throws Exception {
        Json found = search("String.format", hour - 700, hour + 3600);

        assertEquals(3, found.at("services").size());
        assertEquals("cart", found.at("services", 0, "service").text());
        assertEquals("demo", found.at("services", 0, "namespace").text());
        Json shop = found.at("services", 1);
        assertEquals(123, shop.at("total").number());
        assertEquals(23, shop.at("self").number());
        assertEquals(4123, shop.at("whole").number());
        assertEquals(1, shop.at("functionCount").number());
        assertEquals("String.format", shop.at("functions", 0, "name").text());
        assertEquals("jvm", shop.at("functions", 0, "kind").text());
        assertEquals(123, shop.at("functions", 0, "total").number());
        assertEquals(23, shop.at("functions", 0, "self").number());
    }

    @Test
    void aSampleWithSeveralFunctionsCountsOnceInTheServiceAndOnceInEach() throws Exception {
        Json shop = search("string.", hour, hour + 60).at("services", 1);

        assertEquals("shop", shop.at("service").text());
        assertEquals(3, shop.at("total").number());
        assertEquals(2, shop.at("functionCount").number());
        assertEquals(3, shop.at("functions", 0, "total").number());
        assertEquals(3, shop.at("functions", 1, "total").number());
    }

    @ParameterizedTest
    @CsvSource({
        "-610, 3600",
        "0, 3600",
        "-3600, 7200",
        "0, 60",
        "10, 20",
        "20, 600",
        "-10, 10",
        "-600, 0",
        "60, 1800",
        "2400, 3600",
        "-50000, 7200"
    })
    void whatIsFoundIsWhatASearchInTheGraphsFinds(long from, long to) throws Exception {
        for (String text : List.of("String.format", "format", "main", "Cart", "VALUEOF", "nothing")) {
            Json found = search(text, hour + from, hour + to);
            Map<String, List<Long>> sums = new HashMap<>();
            for (int i = 0; i < found.at("services").size(); i++) {
                Json row = found.at("services", i);
                sums.put(
                        row.at("service").text(),
                        List.of(
                                row.at("self").number(),
                                row.at("total").number(),
                                row.at("whole").number()));
                assertEquals(row.at("total").number(), sumOfSteps(found, row), text);
            }
            Map<String, List<Long>> expected = new HashMap<>();
            for (String service : SERVICES) {
                List<Long> graph = sumsOfGraph(
                        service, text, found.at("from").number(), found.at("to").number());
                if (graph.get(1) > 0) {
                    expected.put(service, graph);
                }
            }
            assertEquals(expected, sums, text + " from " + from + " to " + to);
        }
    }

    @Test
    void typesAreKeptApartAndLevelsAreRefused() throws Exception {
        Json found = json("/api/v1/function-search?q=format&type=alloc" + range(hour - 700, hour + 3600));

        assertEquals(1, found.at("services").size());
        assertEquals(7, found.at("services", 0, "total").number());
        assertEquals("bytes", found.at("unit").text());
        HttpResponse<String> level = collector.get("/api/v1/function-search?q=format&type=live");
        assertEquals(400, level.statusCode());
        assertTrue(level.body().contains("level"), level.body());
    }

    @Test
    void beyondTheLimitServicesAreCounted() throws Exception {
        Json found = json("/api/v1/function-search?limit=1&q=String.format" + range(hour - 700, hour + 3600));

        assertEquals(1, found.at("services").size());
        assertEquals("cart", found.at("services", 0, "service").text());
        assertEquals(2, found.at("more").number());
    }

    @Test
    void aServiceOrANamespaceNarrowsTheSearch() throws Exception {
        String all = "/api/v1/function-search?q=format" + range(hour - 700, hour + 3600);

        assertEquals(1, json(all + "&service=shop").at("services").size());
        assertEquals(0, json(all + "&namespace=other").at("services").size());
        assertEquals(3, json(all + "&namespace=demo").at("services").size());
    }

    @Test
    void aSearchForNothingSaysWhatToAskFor() throws Exception {
        HttpResponse<String> answer = collector.get("/api/v1/function-search");

        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("Add q="), answer.body());
    }

    private static long sumOfSteps(Json found, Json row) {
        long sum = 0;
        for (int i = 0; i < row.at("values").size(); i++) {
            sum += row.at("values", i).number();
        }
        long end = found.at("start").number()
                + 1000L * found.at("stepSeconds").number() * row.at("values").size();
        // A step that the range ends within isn't shown.
        return end >= found.at("to").number() ? sum : row.at("total").number();
    }

    /// Self, total and whole, worked out from all stacks of the service.
    private static List<Long> sumsOfGraph(String service, String text, long from, long to) throws Exception {
        String folded = collector
                .get("/api/v1/flamegraph.folded?namespace=demo&service=" + service + "&from=" + from + "&to=" + to)
                .body();
        String wanted = text.toLowerCase(Locale.ROOT);
        long self = 0;
        long total = 0;
        long whole = 0;
        for (String line : folded.lines().toList()) {
            int space = line.lastIndexOf(' ');
            long value = Long.parseLong(line.substring(space + 1));
            List<String> frames = new ArrayList<>(
                    List.of(line.substring(0, space).toLowerCase(Locale.ROOT).split(";", -1)));
            whole += value;
            total += frames.stream().anyMatch(frame -> frame.contains(wanted)) ? value : 0;
            self += frames.getLast().contains(wanted) ? value : 0;
        }
        return List.of(self, total, whole);
    }

    private static Json search(String text, long from, long to) throws Exception {
        return json("/api/v1/function-search?q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + range(from, to));
    }

    private static String range(long from, long to) {
        return "&from=" + from * 1000 + "&to=" + to * 1000;
    }

    private static Json json(String path) throws Exception {
        HttpResponse<String> answer = collector.get(path);
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.of(answer.body().getBytes(StandardCharsets.UTF_8));
    }
}
