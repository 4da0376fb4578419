package dev.podflame.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientException;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.data_formats.ClickHouseBinaryFormatReader;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// ClickHouse's own Java client against the server.
// The client declares its closeables to throw any exception.
@SuppressWarnings("try")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClickHouseClientIT {
    private static final int ROWS = 1000;

    private EmbeddedProcess server;
    private Client client;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = EmbeddedProcess.start(folder);
        client = client(EmbeddedProcess.PASSWORD);
        client.query("CREATE DATABASE shop").get().close();
    }

    @AfterAll
    void stop() throws Exception {
        client.close();
        server.close();
    }

    private Client client(String password) throws Exception {
        return new Client.Builder()
                .addEndpoint("http://127.0.0.1:" + server.port())
                .setUsername("podflame")
                .setPassword(password)
                .compressServerResponse(false)
                .build();
    }

    private static byte[] rows(int count) {
        ByteBuffer bytes = ByteBuffer.allocate(count * 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            bytes.putLong(i).putLong(i * 10L);
        }
        return bytes.array();
    }

    @Test
    void theSameTokenThriceIsCountedOnce() throws Exception {
        client.query("CREATE TABLE shop.samples (id UInt64, value UInt64) ENGINE = MergeTree ORDER BY id "
                        + "SETTINGS non_replicated_deduplication_window = 100")
                .get()
                .close();
        for (int i = 0; i < 3; i++) {
            insert("batch-1");
        }
        assertEquals(List.of((long) ROWS), longs("SELECT count() FROM shop.samples"));
        insert("batch-2");
        assertEquals(List.of(2L * ROWS), longs("SELECT count() FROM shop.samples"));
    }

    private void insert(String token) throws Exception {
        InsertSettings settings = new InsertSettings().setDeduplicationToken(token);
        try (InsertResponse response = client.insert(
                        "shop.samples",
                        List.of("id", "value"),
                        new ByteArrayInputStream(rows(ROWS)),
                        ClickHouseFormat.RowBinary,
                        settings)
                .get(30, TimeUnit.SECONDS)) {
            assertEquals(ROWS, response.getWrittenRows());
        }
    }

    private List<Long> longs(String sql) {
        return client.queryAll(sql).stream().map(row -> row.getLong(1)).toList();
    }

    @Test
    void typesArriveAsTheyAre() throws Exception {
        String sql = "SELECT toUInt64(18446744073709551615) AS big, [1, 2]::Array(UInt8) AS list, "
                + "map('a', 1)::Map(String, UInt8) AS pairs, toDateTime('2026-11-22 10:00:00', 'UTC') AS at, "
                + "NULL::Nullable(String) AS nothing, 'ä€' AS text, toLowCardinality('x') AS low";
        GenericRecord row = client.queryAll(sql).getFirst();
        assertEquals("18446744073709551615", row.getBigInteger("big").toString());
        assertEquals("ä€", row.getString("text"));
        assertEquals("x", row.getString("low"));
        assertEquals("2026-11-22T10:00", row.getLocalDateTime("at").toString());
        assertTrue(row.getString("nothing") == null);
    }

    @Test
    void parametersAndSettingsReachTheStatement() throws Exception {
        QuerySettings settings = new QuerySettings();
        settings.serverSetting("max_threads", "1");
        Map<String, Object> parameters = Map.of("name", "it's \"quoted\"", "ids", List.of(1, 2, 3));
        String sql = "SELECT {name:String} AS name, length({ids:Array(UInt8)}) AS n, getSetting('max_threads') AS t";
        try (QueryResponse response = client.query(sql, parameters, settings).get();
                ClickHouseBinaryFormatReader reader = client.newBinaryFormatReader(response)) {
            assertTrue(reader.next() != null);
            assertEquals("it's \"quoted\"", reader.getString("name"));
            assertEquals(3, reader.getLong("n"));
            assertEquals(1, reader.getLong("t"));
        }
    }

    private static int code(Client client, String sql) {
        ClientException error = assertThrows(ClientException.class, () -> client.queryAll(sql));
        ServerException cause = assertInstanceOf(ServerException.class, error.getCause());
        return cause.getCode();
    }

    @Test
    void errorsCarryTheEnginesCode() {
        assertEquals(60, code(client, "SELECT * FROM shop.nothing"));
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        try (Client stranger = client("wrong")) {
            assertEquals(516, code(stranger, "SELECT 1"));
        }
    }

    @Test
    void eightClientsAtOnceGetTheirOwnAnswers() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Callable<Long>> tasks = IntStream.range(0, 8)
                    .mapToObj(number -> (Callable<Long>) () -> ask(number))
                    .toList();
            int number = 0;
            for (Future<Long> answer : threads.invokeAll(tasks)) {
                assertEquals(50L * number++, answer.get());
            }
        }
    }

    /// Each answer depends on a parameter and on a setting, so that one mixed up with another's would show.
    private long ask(int number) throws Exception {
        long sum = 0;
        for (int i = 0; i < 50; i++) {
            QuerySettings settings = new QuerySettings();
            settings.serverSetting("max_block_size", Integer.toString(1000 + number));
            try (QueryResponse response = client.query(
                                    "SELECT {n:UInt32} AS n, toUInt64(getSetting('max_block_size')) AS b",
                                    Map.of("n", number),
                                    settings)
                            .get();
                    ClickHouseBinaryFormatReader reader = client.newBinaryFormatReader(response)) {
                reader.next();
                assertEquals(1000 + number, reader.getLong("b"));
                sum += reader.getLong("n");
            }
        }
        return sum;
    }

    @Test
    void tableSchemaCanBeReadByTheClient() throws Exception {
        client.query("CREATE TABLE shop.described (a Array(UInt64), b LowCardinality(String)) ENGINE = Memory")
                .get()
                .close();
        assertEquals(2, client.getTableSchema("described", "shop").getColumns().size());
        assertEquals(
                "Array(UInt64)",
                client.getTableSchema("described", "shop").getColumnByName("a").getOriginalTypeName());
    }
}
