package dev.podflame.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.load.ProfileLoad;
import dev.podflame.collector.load.StackPool;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import dev.podflame.profile.otlp.OtlpWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
    private static final String PROFILES = "/v1development/profiles";

    private final CollectorProcess collector;
    private final ClickHouse store;
    private final ProfileLoad load = new ProfileLoad(new StackPool(100, new SplittableRandom(1)), "good", 1, 1);
    private long goodNanos;

    BadInputIT(@TempDir Path data) throws Exception {
        collector = CollectorProcess.start(data);
        store = collector.store();
    }

    @AfterAll
    void stop() throws Exception {
        store.close();
        collector.close();
    }

    @AfterEach
    void goodDataIsStillTakenAndNothingOfItIsLost() throws Exception {
        ProfileLoad.Request good = load.request(StoringIT.bucket(0), 10);
        assertEquals(200, collector.sendProfiles(good.body()));
        goodNanos += good.nanos();
        collector.awaitStored();
        assertEquals(StoredSums.all(goodNanos), StoredSums.of(store, "good"));
    }

    @Test
    void aTruncatedMessageIsRefusedWithReasonAndOffset() throws Exception {
        byte[] body = load.request(StoringIT.bucket(0), 10).body();
        HttpResponse<String> answer = collector.send(PROFILES, Arrays.copyOf(body, body.length / 2));
        assertEquals(400, answer.statusCode());
        assertTrue(answer.body().contains("at byte "), answer.body());
    }

    @Test
    void aLengthThatLiesIsRefused() throws Exception {
        // Field 2 (dictionary), 2^31-1 bytes announced, none there.
        byte[] lying = {0x12, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07};
        assertEquals(400, collector.send(PROFILES, lying).statusCode());
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        assertEquals(413, answerToTooMuch().statusCode());
    }

    /// The refusal comes before the body has been sent, and a client that is still writing may miss it.
    private HttpResponse<String> answerToTooMuch() throws Exception {
        for (int missed = 0; ; missed++) {
            try {
                return collector.send(PROFILES, new byte[(64 << 20) + 1]);
            } catch (IOException e) {
                if (missed == 9) {
                    throw e;
                }
            }
        }
    }

    @Test
    void aBodyThatNeverSaysHowLargeItIsIsRefusedAtTheLimit() throws Exception {
        InputStream endless = new InputStream() {
            private long left = 200L << 20;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                int count = (int) Math.min(length, left);
                left -= count;
                return count == 0 ? -1 : count;
            }
        };
        HttpRequest request = HttpRequest.newBuilder(collector.url().resolve(PROFILES))
                .header("Content-Type", "application/x-protobuf")
                .timeout(Duration.ofSeconds(60))
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> endless))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertEquals(
                    413,
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            // The answer may be lost when the connection is closed under a sender that goes on sending.
            assertTrue(endless.read() == 0, "the collector read on past its limit");
        }
    }

    @Test
    void aGzipBombIsRefused() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            for (int i = 0; i < 65; i++) {
                gzip.write(new byte[1 << 20]);
            }
        }
        assertEquals(
                413,
                collector
                        .send(PROFILES, bytes.toByteArray(), "Content-Encoding", "gzip")
                        .statusCode());
    }

    @Test
    void whatIsNotGzipIsRefused() throws Exception {
        assertEquals(
                400,
                collector
                        .send(PROFILES, new byte[100], "Content-Encoding", "gzip")
                        .statusCode());
        assertEquals(
                415,
                collector
                        .send(PROFILES, new byte[100], "Content-Encoding", "br")
                        .statusCode());
    }

    @Test
    void jsonIsRefusedWithTheTypeToSend() throws Exception {
        HttpResponse<String> answer =
                collector.send(PROFILES, "{}".getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
        assertEquals(415, answer.statusCode());
        assertTrue(answer.body().contains("application/x-protobuf"), answer.body());
    }

    @Test
    void aBatchHeaderThatIsNoneIsRefused() throws Exception {
        byte[] body = load.request(StoringIT.bucket(0), 1).body();
        assertEquals(400, collector.sendProfiles(body, "Podflame-Batch", "node/boot"));
    }

    @Test
    void metricsThatAreNoneAreRefused() throws Exception {
        assertEquals(
                400, collector.send("/v1/metrics", new byte[] {0x0a, 0x50, 1}).statusCode());
    }

    @Test
    void samplesOf1970And2100AreCountedAndLeftOut() throws Exception {
        double rejected = collector.metric("podflame_ingest_rejected_total", "");
        for (long seconds : new long[] {1, 4_102_444_800L}) {
            HttpResponse<String> answer = collector.send(PROFILES, profile("times", seconds, frame("f")));
            assertEquals(200, answer.statusCode());
            assertTrue(answer.body().contains("not kept: 1 samples"), answer.body());
        }
        collector.awaitStored();
        assertEquals(rejected + 2, collector.metric("podflame_ingest_rejected_total", ""));
        assertEquals(StoredSums.all(0), StoredSums.of(store, "times"));
    }

    @Test
    void strangeNamesAreStoredCleanAndShort() throws Exception {
        String markup = "<script>alert('x')</script>";
        byte[] body = profile(
                "strange", StoringIT.bucket(0), frame(markup), frame("nul\0and\nline"), frame("x".repeat(65536)));
        assertEquals(200, collector.sendProfiles(body));
        collector.awaitStored();
        Set<String> names = store.query(Query.of("SELECT name FROM frames"), rows -> {
            Set<String> all = new HashSet<>();
            while (rows.next()) {
                all.add(rows.string());
            }
            return all;
        });
        assertTrue(names.contains(markup));
        assertTrue(names.contains("nul and line"));
        assertTrue(names.stream().allMatch(name -> name.length() <= 1024));
        assertFalse(names.stream().anyMatch(name -> name.indexOf('\0') >= 0));
        assertEquals(StoredSums.all(7), StoredSums.of(store, "strange"));
    }

    @Test
    void aRequestThatNamesAnotherHostIsRefused() throws Exception {
        // The JDK's client doesn't let Host be set; a socket does.
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), collector.url().getPort())) {
            socket.getOutputStream()
                    .write("GET /health/live HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(answer.startsWith("HTTP/1.1 403 "), answer);
        }
    }

    private static Frame frame(String name) {
        return Frame.of(name, "app", FrameKind.PYTHON);
    }

    private static byte[] profile(String service, long seconds, Frame... stack) {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        long nanos = seconds * 1_000_000_000L;
        Samples samples = new Samples.Builder()
                .add(dictionary.stack(List.of(stack)), nanos, 7)
                .build();
        return OtlpWriter.write(dictionary.profiles(List.of(new ResourceProfile(
                Map.of("service.name", service), ProfileType.CPU, nanos, 10_000_000_000L, samples))));
    }
}
