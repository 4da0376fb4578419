package dev.podflame.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Too much, too many, too long, and not HTTP at all.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsIT {
    private static final String ENDLESS = "SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 1";
    private static final long GIBI = 1L << 30;

    private EmbeddedProcess server;
    private Http http;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = EmbeddedProcess.start(folder, "--max-queries", "3", "--queue-seconds", "1", "--memory-limit", "700Mi");
        http = server.http();
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private void awaitIdle() {
        Await.until(
                "all statements to end",
                () -> http.run("SELECT count() FROM system.processes").equals("1"));
    }

    @Test
    void aQueryThatNeedsTooMuchMemoryFailsAlone() throws Exception {
        HttpResponse<String> response = http.post("/", "SELECT length(groupArray(number)) FROM numbers(300000000)");
        assertEquals("241", Http.code(response), response.body());
        assertEquals("1", http.run("SELECT 1"));
    }

    @Test
    void aWholeResultThatIsTooLargeFailsAlone() throws Exception {
        HttpResponse<String> response = http.post("/", "SELECT number FROM numbers(100000000) FORMAT JSON");
        assertEquals("396", Http.code(response), response.body());
    }

    @Test
    void twoGibibytesPassThroughInBoundedMemory() throws Exception {
        String sql = "SELECT number, repeat('x', 1000) FROM numbers(2100000) FORMAT RowBinary";
        HttpRequest.Builder request = http.request("/").POST(HttpRequest.BodyPublishers.ofString(sql));
        long bytes = 0;
        long largest = 0;
        byte[] buffer = new byte[1 << 20];
        try (InputStream body = http.stream(request).body()) {
            long next = 0;
            for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
                bytes += count;
                if (bytes >= next) {
                    largest = Math.max(largest, server.residentBytes());
                    next += GIBI / 8;
                }
            }
        }
        assertEquals(2_100_000L * (8 + 2 + 1000), bytes);
        assertTrue(largest < GIBI * 5 / 4, largest + " bytes resident");
    }

    @Test
    void aClientThatGoesAwayCancelsItsQuery() throws Exception {
        try (RawSocket client = new RawSocket(server.port())) {
            client.send("POST / HTTP/1.1\r\nHost: x\r\n" + RawSocket.authorization() + "Content-Length: "
                    + ENDLESS.length() + "\r\n\r\n" + ENDLESS);
            Await.until(
                    "the query to run",
                    () -> http.run("SELECT count() FROM system.processes").equals("2"));
        }
        awaitIdle();
    }

    @Test
    void queriesBeyondTheLimitWaitAndThenGiveUp() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            List<Future<String>> endless = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                String path = "/?query_id=endless-" + i;
                endless.add(threads.submit(() -> Http.code(http.post(path, ENDLESS))));
            }
            Await.until(
                    "the gate to be full",
                    () -> Http.code(http.post("/", "SELECT 1")).equals("202"));
            for (int i = 0; i < 3; i++) {
                http.run("KILL QUERY WHERE query_id = 'endless-" + i + "'");
                assertEquals("394", endless.get(i).get(20, TimeUnit.SECONDS));
            }
            assertEquals("1", http.run("SELECT 1"));
        }
    }

    @Test
    void whatIsNotHttpIsRefused() throws Exception {
        assertTrue(answer("\0\1\2\3 garbage\r\n\r\n").startsWith("HTTP/1.1 400 "));
        assertTrue(answer("GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + "y".repeat(200_000) + "\r\n\r\n")
                .startsWith("HTTP/1.1 431 "));
        assertTrue(answer("GET /?query=" + "y".repeat(2_000_000) + " HTTP/1.1\r\nHost: x\r\n\r\n")
                .startsWith("HTTP/1.1 414 "));
        assertTrue(answer("POST /?a=%zz HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 400 "));
        assertEquals("1", http.run("SELECT 1"));
    }

    @Test
    void aPipelinedRequestIsLeftToAnotherConnection() throws Exception {
        String request =
                "POST / HTTP/1.1\r\nHost: x\r\n" + RawSocket.authorization() + "Content-Length: 8\r\n\r\nSELECT 7";
        String answer = answer(request + request);
        assertEquals(2, answer.split("HTTP/1.1 200 ", -1).length, answer);
        assertTrue(answer.contains("connection: close") && answer.endsWith("\r\n\r\n7\n"), answer);
    }

    private String answer(String request) throws IOException {
        try (RawSocket client = new RawSocket(server.port())) {
            return client.send(request).readAll();
        }
    }

    @Test
    void tenThousandSettingsAreAnError() throws Exception {
        StringBuilder path = new StringBuilder("/?x=1");
        for (int i = 0; i < 10_000; i++) {
            path.append("&no_such_setting_").append(i).append("=1");
        }
        assertEquals("36", Http.code(http.post(path.toString(), "SELECT 1")));
    }

    @Test
    void aStatementOfThirtyMebibytesIsRefused() throws Exception {
        assertEquals("62", Http.code(http.post("/", "SELECT '" + "x".repeat(30 << 20) + "'")));
        assertEquals("223", Http.code(http.post("/", "SELECT '" + "x".repeat(40 << 20) + "'")));
        assertEquals("1", http.run("SELECT 1"));
    }

    @Test
    void aBodyThatUnpacksToMuchNeedsNoMemory() throws Exception {
        http.run("CREATE TABLE IF NOT EXISTS sink (a String) ENGINE = Null");
        byte[] bomb = GzipBomb.ofZeros(1 << 30);
        HttpRequest.Builder request = http.request("/?query=" + Http.encode("INSERT INTO sink FORMAT LineAsString"))
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(bomb));
        HttpResponse<String> response = http.send(request);
        assertTrue(response.statusCode() == 200 || Http.code(response).equals("241"), response.body());
        assertEquals("1", http.run("SELECT 1"));
    }
}
