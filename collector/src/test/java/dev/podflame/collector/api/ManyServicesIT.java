package dev.podflame.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.flamegraph.Json;
import dev.podflame.collector.query.StoredSamples;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Prints how long the list of many services and a search in their functions take, over HTTP and to the
/// last byte. Fails only when far off, because figures depend on the machine.
/// `-Dpodflame.speed.services=2000` is the size that the targets are about: three pods each on 50
/// hosts, with CPU and memory every 10 s for two hours, and 300 stacks of 30 frames.
class ManyServicesIT {
    private static final int SERVICES = Integer.getInteger("podflame.speed.services", 200);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static StoredSamples store;
    /// A whole hour.
    private static long end;

    @BeforeAll
    static void fill() throws Exception {
        end = (Instant.now().getEpochSecond() - 120) / 3600 * 3600;
        store = new StoredSamples();
        insert("""
                series SELECT sipHash64('service', intDiv(number, 3)), sipHash64('series', number),
                    concat('ns-', toString(intDiv(number, 3) % 20)), concat('service-', toString(intDiv(number, 3))), 'go',
                    map('container.id', toString(number), 'k8s.pod.name', concat('pod-', toString(number)),
                        'k8s.node.name', concat('node-', toString(number % 50))), BEGIN, END
                FROM numbers(SERIES)""");
        insert("""
                usage SELECT sipHash64('service', intDiv(number % SERIES, 3)), sipHash64('series', number % SERIES),
                    'container.cpu.time', toDateTime(BEGIN + intDiv(number, SERIES) * 10, 'UTC'),
                    intDiv(number, SERIES) * (1 + number % SERIES % 7)
                FROM numbers(720 * SERIES)""");
        insert("""
                usage SELECT sipHash64('service', intDiv(number % SERIES, 3)), sipHash64('series', number % SERIES),
                    'container.memory.working_set', toDateTime(BEGIN + intDiv(number, SERIES) * 10, 'UTC'),
                    1e6 * (1 + number % 7)
                FROM numbers(720 * SERIES)""");
        insert("""
                frames SELECT sipHash64(number),
                    concat('com.example.Component', toString(number % 997), '.method', toString(number)),
                    'Component.java', 0, 'shop.jar', 'jvm'
                FROM numbers(200000)""");
        insert("""
                stacks SELECT sipHash64('service', intDiv(number, 300)), sipHash64('stack', number), today(),
                    arrayMap(i -> sipHash64(toUInt64(sipHash64(number % 50000, i) % 200000)), range(30))
                FROM numbers(STACKS)""");
        insert("""
                samples (service_id, type, series_id, ts, stack_id, value)
                SELECT sipHash64('service', intDiv(number % STACKS, 300)), 'cpu',
                    sipHash64('series', 3 * intDiv(number % STACKS, 300)),
                    toDateTime(END - 3600 + number * 7919 % 360 * 10, 'UTC'),
                    sipHash64('stack', number % STACKS), 52631578
                FROM numbers(8 * STACKS)""");
        store.functionSums();
        for (String table : new String[] {"usage", "samples", "svc_1m", "totals_1m", "stacks", "frames", "fn_1h"}) {
            store.clickHouse().execute("OPTIMIZE TABLE " + table + " FINAL");
        }
    }

    @AfterAll
    static void close() throws Exception {
        store.close();
    }

    @Test
    void theListOfManyServicesAndASearchInThemComeQuickly() throws Exception {
        System.out.println("services: " + SERVICES);
        double slowest = print("services, 1 h", "services?", 3600);
        slowest = Math.max(slowest, print("services, 15 min", "services?", 900));
        slowest = Math.max(slowest, print("services by host, 1 h", "services?by=host", 3600));
        slowest = Math.max(slowest, print("function search, 1 h, one name", "function-search?q=method4711", 3600));
        slowest = Math.max(slowest, print("function search, 1 h, a class", "function-search?q=Component17.", 3600));
        slowest = Math.max(slowest, print("function search, 15 min", "function-search?q=Component17.", 900));
        assertTrue(slowest < 20_000, "a query took " + slowest + " ms");
        assertEquals(
                SERVICES, Json.of(get("services?" + range(3600))).at("services").size());
    }

    private static void insert(String sql) throws Exception {
        store.clickHouse()
                .execute("INSERT INTO "
                        + sql.replace("SERIES", Long.toString(3L * SERVICES))
                                .replace("STACKS", Long.toString(300L * SERVICES))
                                .replace("BEGIN", Long.toString(end - 7200))
                                .replace("END", Long.toString(end))
                        + " SETTINGS max_memory_usage = 0, max_partitions_per_insert_block = 0");
    }

    private static double print(String what, String path, int seconds) throws Exception {
        double[] millis = new double[7];
        int bytes = 0;
        for (int i = 0; i < millis.length; i++) {
            long start = System.nanoTime();
            bytes = get(path + range(seconds)).length;
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                "%-32s median %6.1f ms, best %6.1f ms, %,d bytes%n", what, millis[millis.length / 2], millis[0], bytes);
        return millis[millis.length / 2];
    }

    private static String range(int seconds) {
        return "&from=" + (end - seconds) * 1000 + "&to=" + end * 1000;
    }

    private static byte[] get(String path) throws Exception {
        HttpResponse<byte[]> response = HTTP.send(
                HttpRequest.newBuilder(store.url().resolve("/api/v1/" + path)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, response.statusCode(), new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
        return response.body();
    }
}
