package dev.podflame.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.clickhouse.jdbc.Driver;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// ClickHouse's JDBC driver against the server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClickHouseJdbcIT {
    private EmbeddedProcess server;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        server = EmbeddedProcess.start(folder);
        server.http().run("CREATE DATABASE shop");
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    private Connection jdbc() throws Exception {
        Properties properties = new Properties();
        properties.setProperty("user", "podflame");
        properties.setProperty("password", EmbeddedProcess.PASSWORD);
        properties.setProperty("compress", "false");
        return new Driver().connect("jdbc:clickhouse://127.0.0.1:" + server.port() + "/shop", properties);
    }

    @Test
    void jdbcMakesTablesInsertsAndReadsThemBack() throws Exception {
        try (Connection connection = jdbc();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE orders (id UInt32, name String, at DateTime('UTC')) ENGINE = MergeTree ORDER BY id");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO orders (id, name, at) VALUES (?, ?, ?)")) {
                for (int i = 0; i < 3; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "it's; -- number " + i);
                    insert.setObject(3, LocalDateTime.of(2026, 11, 22, 10, i));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            try (PreparedStatement query = connection.prepareStatement("SELECT name FROM orders WHERE id = ?")) {
                query.setInt(1, 2);
                try (ResultSet rows = query.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals("it's; -- number 2", rows.getString("name"));
                }
            }
            try (ResultSet tables = connection.getMetaData().getTables(null, "shop", "orders", null)) {
                assertTrue(tables.next());
                assertEquals("orders", tables.getString("TABLE_NAME"));
            }
        }
    }

    @Test
    void jdbcErrorsCarryTheEnginesCode() throws Exception {
        try (Connection connection = jdbc();
                Statement statement = connection.createStatement()) {
            SQLException error =
                    assertThrows(SQLException.class, () -> statement.executeQuery("SELECT nothing FROM numbers(1)"));
            assertEquals(47, error.getErrorCode());
        }
    }

    @Test
    void jdbcCanCancelAStatement() throws Exception {
        try (Connection connection = jdbc();
                Statement statement = connection.createStatement();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<SQLException> outcome = thread.submit(() -> assertThrows(
                    SQLException.class,
                    () -> statement.executeQuery(
                            "SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 1")));
            Await.until(
                    "the query to run",
                    () -> server.http()
                            .run(
                                    "SELECT count() FROM system.processes WHERE query LIKE '%1000000000000%sipHash64%' AND query NOT LIKE '%processes%'")
                            .equals("1"));
            statement.cancel();
            assertEquals(394, outcome.get(20, TimeUnit.SECONDS).getErrorCode());
        }
    }
}
