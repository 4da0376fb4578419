package dev.podflame.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Data on its way in, whole and broken.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InsertIT {
    private static final String INTO = "/?query=" + Http.encode("INSERT INTO t FORMAT TSV");

    private EmbeddedProcess server;
    private Http http;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = EmbeddedProcess.start(folder);
        http = server.http();
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void emptyTable() throws Exception {
        http.run("DROP TABLE IF EXISTS t SYNC");
        http.run("CREATE TABLE t (a UInt64, b String) ENGINE = MergeTree ORDER BY a "
                + "SETTINGS non_replicated_deduplication_window = 100");
    }

    private String rows() throws Exception {
        return http.run("SELECT groupArray((a, b)) FROM (SELECT * FROM t ORDER BY a)");
    }

    private static String header(String extra) {
        return "POST " + INTO + " HTTP/1.1\r\nHost: x\r\n" + RawSocket.authorization() + extra + "\r\n";
    }

    @Test
    void dataMayFollowTheStatementOrComeAlone() throws Exception {
        assertEquals(200, http.post(INTO, "1\tone\n").statusCode());
        http.run("INSERT INTO t FORMAT CSV\n2,\"two\"\n");
        http.run("INSERT INTO t (b, a) VALUES (upper('three'), 1 + 2), ('it''s; -- four', 4)");
        http.run("INSERT INTO t SELECT 5, 'five'");
        http.post(
                "/?query=" + Http.encode("INSERT INTO t SETTINGS max_threads = 1 FORMAT JSONEachRow"),
                "{\"a\":6,\"b\":\"six\"}");
        http.post("/?param_b=seven&query=" + Http.encode("INSERT INTO t VALUES (7, {b:String})"), "");
        assertEquals(
                "[(1,'one'),(2,'two'),(3,'THREE'),(4,'it\\'s; -- four'),(5,'five'),(6,'six'),(7,'seven')]", rows());
    }

    @Test
    void theSummaryCountsWhatWasWritten() throws Exception {
        HttpResponse<String> response = http.post(INTO, "1\ta\n2\tb\n3\tc\n");
        String summary = Http.header(response, "X-ClickHouse-Summary");
        assertTrue(summary.contains("\"written_rows\":\"3\""), summary);
    }

    @Test
    void binaryDataMayHoldAnyByte() throws Exception {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        for (int i = 0; i < 256; i++) {
            data.writeBytes(new byte[] {(byte) i, 0, 0, 0, 0, 0, 0, 0, 3, (byte) i, '\n', ';'});
        }
        http.post("/?query=" + Http.encode("INSERT INTO t FORMAT RowBinary"), data.toByteArray());
        assertEquals("256\t1", http.run("SELECT count(), min(b = concat(char(a), '\\n;')) FROM t"));
    }

    @Test
    void bodiesMayBeGzipped() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write("9\tnine\n".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        }
        HttpRequest.Builder request = http.request(INTO)
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray()));
        assertEquals(200, http.send(request).statusCode());
        assertEquals("100000", http.run("SELECT count() FROM t"));
    }

    @Test
    void aTokenCountsOnceWhoeverSendsIt() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    200,
                    http.post(INTO + "&insert_deduplication_token=k", "1\ta\n").statusCode());
        }
        assertEquals("[(1,'a')]", rows());
    }

    @Test
    void badDataInsertsNothing() throws Exception {
        HttpResponse<String> response = http.post(INTO, "1\ta\nnot a number\tb\n");
        assertEquals("27", Http.code(response));
        assertEquals(400, response.statusCode());
        assertTrue(response.body().contains("at row 2"), response.body());
        assertEquals("[]", rows());
    }

    @Test
    void aBodyThatBreaksOffInsertsNothing() throws Exception {
        try (RawSocket client = new RawSocket(server.port())) {
            client.send(header("Content-Length: 1000000\r\n")).send("1\ta\n2\tb\n".repeat(1000));
        }
        try (RawSocket client = new RawSocket(server.port())) {
            client.send(header("Transfer-Encoding: chunked\r\n")).send("8\r\n1\ta\n2\tb\n\r\n");
        }
        try (RawSocket client = new RawSocket(server.port())) {
            client.send(header("Content-Length: 1000000000\r\n")).send("1\ta\n".repeat(2_500_000));
        }
        awaitNoStatements();
        assertEquals("[]", rows());
    }

    @Test
    void aBodyOfBadChunksInsertsNothing() throws Exception {
        try (RawSocket client = new RawSocket(server.port())) {
            client.send(header("Transfer-Encoding: chunked\r\n")).send("4\r\n1\ta\n\r\nzzz\r\nmore\r\n0\r\n\r\n");
            String answer = client.readAll();
            assertTrue(answer.contains("X-ClickHouse-Exception-Code: 33"), answer);
        }
        awaitNoStatements();
        assertEquals("[]", rows());
    }

    @Test
    void curlSendsAFileInChunks() throws Exception {
        Process curl = new ProcessBuilder(
                        "curl",
                        "-sS",
                        "--fail-with-body",
                        "-u",
                        "podflame:" + EmbeddedProcess.PASSWORD,
                        "-X",
                        "POST",
                        "-T",
                        "-",
                        "http://127.0.0.1:" + server.port() + INTO)
                .redirectErrorStream(true)
                .start();
        try (OutputStream in = curl.getOutputStream()) {
            in.write("8\teight\n".repeat(300_000).getBytes(StandardCharsets.UTF_8));
        }
        try (InputStream out = curl.getInputStream()) {
            assertEquals("", new String(out.readAllBytes(), StandardCharsets.UTF_8));
        }
        assertEquals(0, curl.waitFor());
        assertEquals("300000", http.run("SELECT count() FROM t"));
    }

    private void awaitNoStatements() {
        Await.until(
                "the insert to end",
                () -> http.run("SELECT count() FROM system.processes").equals("1"));
    }
}
