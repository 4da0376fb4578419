package dev.podflame.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Requests and responses, header by header, as ClickHouse's documentation of its HTTP interface has them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpProtocolIT {
    private EmbeddedProcess server;
    private Path folder;
    private Http http;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        server = EmbeddedProcess.start(folder);
        http = server.http();
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private void assertError(int status, int code, HttpResponse<String> response) {
        assertEquals(Integer.toString(code), Http.code(response), response.body());
        assertEquals(status, response.statusCode());
        assertTrue(response.body().startsWith("Code: " + code + ". DB::Exception: "), response.body());
    }

    @Test
    void pingNeedsNoPassword() throws Exception {
        HttpResponse<String> response = new Http(server.port(), "", "").post("/ping", "");
        assertEquals("Ok.\n", response.body());
    }

    @Test
    void nobodyGetsInWithoutThePassword() throws Exception {
        assertError(403, 516, new Http(server.port(), "podflame", "wrong").post("/", "SELECT 1"));
        assertError(403, 516, new Http(server.port(), "default", "").post("/", "SELECT 1"));
        HttpRequest.Builder anonymous = HttpRequest.newBuilder(
                        http.request("/?query=SELECT+1").build().uri())
                .GET();
        HttpResponse<String> refused = http.send(anonymous);
        assertError(401, 194, refused);
        assertTrue(Http.header(refused, "WWW-Authenticate").startsWith("Basic"));
        HttpResponse<String> byHeaders = http.send(
                anonymous.header("X-ClickHouse-User", "podflame").header("X-ClickHouse-Key", EmbeddedProcess.PASSWORD));
        assertEquals("1\n", byHeaders.body());
    }

    @Test
    void aResultCarriesClickHousesHeaders() throws Exception {
        HttpResponse<String> response = http.post("/?query_id=mine", "SELECT number FROM numbers(10)");
        assertEquals("mine", Http.header(response, "X-ClickHouse-Query-Id"));
        assertEquals("TabSeparated", Http.header(response, "X-ClickHouse-Format"));
        assertEquals("text/tab-separated-values; charset=UTF-8", Http.header(response, "Content-Type"));
        assertFalse(Http.header(response, "X-ClickHouse-Timezone").isEmpty());
        String summary = Http.header(response, "X-ClickHouse-Summary");
        assertTrue(summary.contains("\"read_rows\":\"10\"") && summary.contains("\"result_rows\":\"10\""), summary);
    }

    @Test
    void settingsHoldForTheirRequestOnly() throws Exception {
        String sql = "SELECT getSetting('max_block_size')";
        String usual = http.run(sql);
        for (int i = 0; i < 20; i++) {
            String value = Integer.toString(1000 + i);
            assertEquals(
                    value + "\n", http.post("/?max_block_size=" + value, sql).body());
        }
        for (int i = 0; i < 20; i++) {
            assertEquals(usual, http.run(sql));
        }
        assertError(404, 115, http.post("/?no_such_setting=1", sql));
        assertError(404, 115, http.post("/?" + Http.encode("a=1; DROP") + "=1", sql));
    }

    @Test
    void sessionStateDoesNotOutliveItsRequest() throws Exception {
        http.run("CREATE DATABASE other");
        for (int i = 0; i < 20; i++) {
            http.run("USE other");
            http.run("SET max_block_size = 77");
            http.post("/?readonly=2", "SELECT 1");
        }
        for (int i = 0; i < 20; i++) {
            assertEquals(
                    "default\t0\t0",
                    http.run(
                            "SELECT currentDatabase(), getSetting('max_block_size') = 77, toUInt8(getSetting('readonly'))"));
        }
        assertEquals(
                "other\n",
                http.post("/?database=other", "SELECT currentDatabase()").body());
        assertError(404, 81, http.post("/?database=nowhere", "SELECT 1"));
    }

    @Test
    void parametersAreDataNotSql() throws Exception {
        String hostile = "x'; DROP TABLE y; -- `\"";
        HttpResponse<String> response =
                http.post("/?param_p=" + Http.encode(hostile), "SELECT {p:String} FORMAT RowBinary");
        assertEquals((char) hostile.length() + hostile, response.body());
        assertError(500, 456, http.post("/", "SELECT {p:String}"));
    }

    @Test
    void theFormatComesFromTheStatementElseTheUrlElseTheHeader() throws Exception {
        HttpRequest.Builder byHeader = http.request("/")
                .header("X-ClickHouse-Format", "JSONEachRow")
                .POST(HttpRequest.BodyPublishers.ofString("SELECT 1 AS x"));
        assertEquals("{\"x\":1}\n", http.send(byHeader).body());
        assertEquals(
                "\"x\"\n1\n",
                http.post("/?default_format=CSVWithNames", "SELECT 1 AS x").body());
        assertEquals(
                "(1)",
                http.post("/?default_format=CSV", "SELECT 1 AS x FORMAT Values").body());
        assertError(404, 73, http.post("/?default_format=Nonsense", "SELECT 1"));
    }

    @Test
    void aStreamedResultHasOneHeading() throws Exception {
        String sql = "SELECT number FROM numbers(500000) FORMAT ";
        int rows = 500_000 * 8;
        assertEquals(rows, bytes(sql + "RowBinary"));
        assertEquals(rows + "1 6number 6UInt64".replace(" ", "").length(), bytes(sql + "RowBinaryWithNamesAndTypes"));
        assertEquals(rows + "1 6number".replace(" ", "").length(), bytes(sql + "RowBinaryWithNames"));
        int text = bytes(sql + "TSV");
        assertEquals(text + "number\n".length(), bytes(sql + "TSVWithNames"));
        assertEquals(text + "number\nUInt64\n".length(), bytes(sql + "TSVWithNamesAndTypes"));
    }

    private int bytes(String sql) throws Exception {
        HttpRequest.Builder request = http.request("/").POST(HttpRequest.BodyPublishers.ofString(sql));
        try (InputStream body = http.stream(request).body()) {
            return body.readAllBytes().length;
        }
    }

    @Test
    void emptyResultsKeepTheirHeading() throws Exception {
        String heading = http.run("SELECT 1 AS x WHERE 0 FORMAT TSVWithNamesAndTypes");
        assertEquals("x\nUInt8", heading);
        assertEquals(1 + 2 + 6, bytes("SELECT 1 AS x WHERE 0 FORMAT RowBinaryWithNamesAndTypes"));
    }

    @Test
    void framedFormatsAreWhole() throws Exception {
        String json = http.run("SELECT number FROM numbers(200000) FORMAT JSONCompact");
        assertTrue(json.contains("\"rows\": 200000,") && json.endsWith("}"), json.substring(json.length() - 200));
    }

    @Test
    void getOnlyReads() throws Exception {
        assertEquals("3\n", http.send(http.request("/?query=SELECT+1%2B2")).body());
        http.run("CREATE TABLE kept (a UInt8) ENGINE = Memory");
        assertError(500, 164, http.send(http.request("/?query=DROP+TABLE+kept")));
        assertError(500, 164, http.send(http.request("/?query=INSERT+INTO+kept+VALUES+(1)")));
        assertEquals("0", http.run("SELECT count() FROM kept"));
    }

    @Test
    void mistakesAreAnsweredWithTheEnginesCode() throws Exception {
        assertError(404, 60, http.post("/", "SELECT * FROM nowhere"));
        assertError(400, 62, http.post("/", "SELEC 1"));
        assertError(400, 62, http.post("/", ""));
        assertError(400, 62, http.post("/", "-- nothing\n"));
        assertError(404, 46, http.post("/", "SELECT noSuchFunction(1)"));
        assertError(
                408,
                159,
                http.post(
                        "/?max_execution_time=0.2",
                        "SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 1"));
    }

    @Test
    void aRequestIsOneStatement() throws Exception {
        http.run("CREATE TABLE precious (a UInt8) ENGINE = Memory");
        assertError(400, 62, http.post("/", "SELECT 1; DROP TABLE precious"));
        assertError(400, 62, http.post("/", "DROP TABLE precious; nonsense"));
        assertEquals("1", http.run("EXISTS TABLE precious;"));
    }

    @Test
    void nothingOfAFailedResultReachesTheNext() throws Exception {
        for (int i = 0; i < 10; i++) {
            HttpResponse<String> failed =
                    http.post("/", "SELECT throwIf(number = 400000) FROM numbers(500000) FORMAT JSON");
            assertError(500, 395, failed);
            assertEquals("1", http.run("SELECT 1"));
        }
    }

    @Test
    void aLateFailureBreaksTheResponseOff() throws Exception {
        String sql = "SELECT throwIf(number = 9000000), number FROM numbers(10000000)";
        HttpRequest.Builder request = http.request("/").POST(HttpRequest.BodyPublishers.ofString(sql));
        HttpResponse<InputStream> response = http.stream(request);
        assertEquals(200, response.statusCode());
        try (InputStream body = response.body()) {
            assertThrows(IOException.class, () -> body.transferTo(java.io.OutputStream.nullOutputStream()));
        }
        assertError(
                500,
                395,
                http.post("/?wait_end_of_query=1", "SELECT throwIf(number = 500000), number FROM numbers(1000000)"));
    }

    @Test
    void filesOfTheServerAreNotWritten() throws Exception {
        Path file = folder.resolve("outfile");
        assertError(500, 344, http.post("/", "SELECT 1 INTO OUTFILE '" + file + "'"));
        assertFalse(Files.exists(file));
        assertError(
                501,
                48,
                http.post("/", "INSERT INTO FUNCTION null('a UInt8') SELECT * FROM input('a UInt8') FORMAT CSV 1"));
    }

    @Test
    void clickHousesOwnCompressionIsRefusedWithTheCure() throws Exception {
        HttpResponse<String> response = http.post("/?compress=1", "SELECT 1");
        assertError(501, 48, response);
        assertTrue(response.body().contains("compressServerResponse(false)"), response.body());
    }

    @Test
    void gzipIsSentToWhoAsksForIt() throws Exception {
        HttpRequest.Builder request = http.request("/?enable_http_compression=1")
                .header("Accept-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofString("SELECT 'packed'"));
        HttpResponse<InputStream> response = http.stream(request);
        assertEquals("gzip", Http.header(response, "Content-Encoding"));
        try (InputStream body = new GZIPInputStream(response.body())) {
            assertEquals("packed\n", new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void nulIsData() throws Exception {
        assertEquals("3", http.run("SELECT length('a\0b')"));
    }
}
