package dev.podflame.bench.store;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import com.clickhouse.client.api.command.CommandResponse;
import com.clickhouse.client.api.command.CommandSettings;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import dev.podflame.bench.program.ClickHouseChild;
import dev.podflame.bench.program.CollectorProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// The collector's database, over ClickHouse's own client with the settings that the collector uses.
@SuppressWarnings("try") // the client's responses declare that closing may be interrupted
public final class Database implements AutoCloseable {
    private static final long ANSWER_MINUTES = 10;

    private final Client client;

    public Database(ClickHouseChild clickHouse) {
        client = new Client.Builder()
                .addEndpoint(clickHouse.url())
                .setUsername(ClickHouseChild.USER)
                .setPassword(clickHouse.password())
                .setDefaultDatabase(CollectorProgram.DATABASE)
                .compressServerResponse(false)
                .compressClientRequest(false)
                .setClientName("podflame-bench")
                .setSocketTimeout(ANSWER_MINUTES, ChronoUnit.MINUTES)
                .setSocketTcpNodelay(true)
                .retryOnFailures(ClientFaultCause.None)
                .setMaxRetries(0)
                .build();
    }

    /// Runs a statement that gives no rows.
    public void execute(String sql) throws IOException {
        try (CommandResponse response = await(client.execute(sql, new CommandSettings()))) {
            response.getWrittenRows();
        } catch (Exception e) {
            throw failure(sql, e);
        }
    }

    /// Inserts rows in RowBinary as one block, as the collector does.
    public void insert(String table, List<String> columns, byte[] rows, int length, String token) throws IOException {
        InsertSettings settings = new InsertSettings()
                .setDeduplicationToken(token)
                .serverSetting("async_insert", "0")
                .serverSetting("max_insert_block_size", "8000000")
                .serverSetting("insert_deduplicate", "1")
                .serverSetting("deduplicate_blocks_in_dependent_materialized_views", "1");
        try (InsertResponse response = await(client.insert(
                table, columns, new ByteArrayInputStream(rows, 0, length), ClickHouseFormat.RowBinary, settings))) {
            response.getWrittenRows();
        } catch (Exception e) {
            throw failure("INSERT INTO " + table, e);
        }
    }

    /// The answer's bytes as they come, in RowBinary.
    public byte[] query(String sql) throws IOException {
        return query(sql, ClickHouseFormat.RowBinary);
    }

    /// The single number that a query gives.
    public long number(String sql) throws IOException {
        String text = new String(query(sql, ClickHouseFormat.TabSeparated), StandardCharsets.UTF_8).strip();
        return Long.parseLong(text);
    }

    private byte[] query(String sql, ClickHouseFormat format) throws IOException {
        try (QueryResponse response = await(client.query(sql, new QuerySettings().setFormat(format)))) {
            return response.getInputStream().readAllBytes();
        } catch (Exception e) {
            throw failure(sql, e);
        }
    }

    @Override
    public void close() {
        client.close();
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static IOException failure(String sql, Exception cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new IOException("ClickHouse: " + cause.getMessage() + " in: " + sql, cause);
    }
}
