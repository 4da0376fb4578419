package dev.podflame.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.flamegraph.Json;
import dev.podflame.collector.flamegraph.LargeProfile;
import dev.podflame.collector.query.StoredSamples;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.ContentIds;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Prints how long questions about a large service take, over HTTP and to the last byte: 20,000 stacks with a heavy
/// tail, 20 samples a second and pod. Fails only when far off, because figures depend on the machine. A small number of
/// pods by default; `-Dpodflame.speed.pods=120` is the size that the targets are about.
class QuerySpeedIT {
    private static final int PODS = Integer.getInteger("podflame.speed.pods", 5);
    private static final long SERVICE = ContentIds.service("shop", "checkout");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static StoredSamples store;
    /// A whole hour; samples are in the hour before it and in the hour a day earlier, rollups in all between.
    private static long end;
    private static int ranges;

    @BeforeAll
    static void fill() throws Exception {
        end = (Instant.now().getEpochSecond() - 60) / 3600 * 3600;
        store = new StoredSamples();
        store.stacks(SERVICE, LargeProfile.stacks());
        long pod = store.series("shop", "checkout", Map.of("k8s.pod.name", "pod-0"), end - 90_000, end);
        store.series("shop", "checkout", Map.of("k8s.pod.name", "another"), end - 90_000, end);
        samples(end - 3600, pod);
        samples(end - 86_400, pod);
        for (int hour = 23; hour >= 2; hour--) {
            minutes(end - hour * 3600L);
        }
        store.clickHouse()
                .execute("INSERT INTO svc_1h SELECT service_id, type, toStartOfHour(ts) AS hour, stack_id, sum(value)"
                        + " FROM svc_1m WHERE ts < toDateTime(" + (end - 3600) + ", 'UTC')"
                        + " AND ts >= toDateTime(" + (end - 82_800) + ", 'UTC') GROUP BY ALL");
        for (String table : new String[] {"samples", "svc_1m", "svc_1h", "totals_1m"}) {
            store.clickHouse().execute("OPTIMIZE TABLE " + table + " FINAL");
        }
    }

    @AfterAll
    static void close() throws Exception {
        store.close();
    }

    @Test
    void graphsOfALargeServiceComeQuickly() throws Exception {
        System.out.println("pods: " + PODS);
        double slowest = print("first graph, nothing in memory", 1, 3600, "flamegraph.json?nodes=500000");
        slowest = Math.max(slowest, print("1 h of the service, whole tree", 15, 3600, "flamegraph.json?nodes=500000"));
        slowest = Math.max(slowest, print("1 h of the service", 15, 3600, "flamegraph.json?"));
        slowest = Math.max(slowest, print("10 min of the service", 15, 600, "flamegraph.json?"));
        slowest = Math.max(slowest, print("24 h of the service", 15, 85_000, "flamegraph.json?"));
        slowest = Math.max(slowest, print("1 h of a pod", 15, 3600, "flamegraph.json?pod=pod-0"));
        slowest = Math.max(slowest, print("function search, 1 h", 15, 3600, "functions?q=method12"));
        slowest = Math.max(slowest, print("timeline, 1 h", 15, 3600, "timeline?"));
        slowest = Math.max(slowest, print("SVG, 1 h", 15, 3600, "flamegraph.svg?"));
        assertTrue(slowest < 20_000, "a query took " + slowest + " ms");
    }

    @Test
    void samplesAndRollupsOfTheSameHourAgree() throws Exception {
        String hour = "&from=" + (end - 3600) * 1000 + "&to=" + end * 1000;

        long whole = Json.of(get("flamegraph.json?" + hour)).at("total").number();
        long parts = 0;
        for (int minute = 0; minute < 60; minute += 10) {
            long from = end - 3600 + minute * 60L;
            parts += Json.of(get("flamegraph.json?from=" + from * 1000 + "&to=" + (from + 600) * 1000))
                    .at("total")
                    .number();
        }
        assertEquals(whole, parts);
    }

    /// Samples of all pods for an hour; pod 0 is the one with a known series.
    private static void samples(long from, long firstPod) throws StoreException {
        store.clickHouse()
                .execute(
                        "INSERT INTO samples (service_id, type, series_id, ts, stack_id, value) WITH (SELECT groupArray(stack_id) FROM (SELECT stack_id FROM stacks"
                                + " WHERE service_id = " + Long.toUnsignedString(SERVICE)
                                + " ORDER BY stack_id)) AS ids"
                                + " SELECT " + Long.toUnsignedString(SERVICE) + ", 'cpu',"
                                + " if(number % " + PODS + " = 0, " + Long.toUnsignedString(firstPod)
                                + ", sipHash64(number % " + PODS + ")) AS series,"
                                + " toDateTime(" + from + " + intDiv(number, " + PODS
                                + ") % 360 * 10, 'UTC') AS bucket,"
                                + " ids[1 + toUInt32(20000 * pow(rand32(number) / 4294967296, 6))] AS stack,"
                                + " count() * 52631578"
                                + " FROM numbers(" + PODS * 360L * 200 + ") GROUP BY series, bucket, stack"
                                + " SETTINGS max_memory_usage = 0");
    }

    /// The service's sums of an hour per minute, as many pods would leave them: 4,700 stacks a minute.
    private static void minutes(long from) throws StoreException {
        store.clickHouse()
                .execute("INSERT INTO svc_1m WITH (SELECT groupArray(stack_id) FROM (SELECT stack_id FROM stacks"
                        + " WHERE service_id = " + Long.toUnsignedString(SERVICE) + " ORDER BY stack_id)) AS ids"
                        + " SELECT " + Long.toUnsignedString(SERVICE) + ", 'cpu',"
                        + " toDateTime(" + from + " + number % 60 * 60, 'UTC') AS minute,"
                        + " ids[1 + toUInt32(20000 * pow(rand32(number) / 4294967296, 2))] AS stack,"
                        + " sum(52631578)"
                        + " FROM numbers(" + 60 * 5700L + ") GROUP BY minute, stack");
    }

    /// Each time another range, a minute earlier, so that no answer is one that was given before.
    private static double print(String what, int times, int seconds, String path) throws Exception {
        double[] millis = new double[times];
        int bytes = 0;
        for (int i = 0; i < times; i++) {
            long to = end - 60L * ++ranges;
            long start = System.nanoTime();
            bytes = get(path + "&from=" + (to - seconds) * 1000 + "&to=" + to * 1000).length;
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        System.out.printf(
                "%-32s median %6.1f ms, best %6.1f ms, %,d bytes%n", what, millis[times / 2], millis[0], bytes);
        ranges %= 20;
        return millis[times / 2];
    }

    private static byte[] get(String path) throws Exception {
        URI uri = store.url().resolve("/api/v1/" + path + "&namespace=shop&service=checkout");
        HttpResponse<byte[]> response =
                HTTP.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofByteArray());
        assertEquals(200, response.statusCode(), new String(response.body(), java.nio.charset.StandardCharsets.UTF_8));
        return response.body();
    }
}
