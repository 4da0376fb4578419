package dev.podflame.collector.store;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ClientFaultCause;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.command.CommandResponse;
import com.clickhouse.client.api.command.CommandSettings;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// ClickHouse over its HTTP protocol: the one way to the store, whether the other end is the embedded child or a
/// server. Thread-safe; calls block until ClickHouse has answered.
///
/// The address may change while running, because the embedded child comes back on another port after a crash.
// "try": the client's responses declare that closing may be interrupted.
@SuppressWarnings("try")
public final class ClickHouse implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

    private volatile @Nullable Client client;
    private volatile @Nullable ClickHouseAddress address;

    /// A client that has no ClickHouse to talk to yet: every call fails until [#moveTo] gives it one.
    public ClickHouse() {}

    public ClickHouse(ClickHouseAddress address) {
        moveTo(address);
    }

    /// Talks to another ClickHouse from now on. Calls that are under way end with an error.
    public synchronized void moveTo(ClickHouseAddress next) {
        Client old = client;
        client = connect(next);
        address = next;
        if (old != null) {
            old.close();
        }
    }

    /// Where it talks to, for messages.
    public String where() {
        ClickHouseAddress current = address;
        return current == null ? "ClickHouse (not started yet)" : "ClickHouse at " + current.url();
    }

    /// Runs a statement that gives no rows, in the database of the address.
    public void execute(String sql) throws StoreException {
        try (CommandResponse response = await(current().execute(sql, new CommandSettings()))) {
            response.getWrittenRows();
        } catch (Exception e) {
            throw failure(e);
        }
    }

    /// Makes the database of the address if it isn't there.
    void createDatabase() throws StoreException {
        ClickHouseAddress current = address;
        if (current == null) {
            throw notConnected();
        }
        CommandSettings settings = new CommandSettings();
        settings.setDatabase("default");
        String sql = "CREATE DATABASE IF NOT EXISTS " + current.database();
        try (CommandResponse response = await(current().execute(sql, settings))) {
            response.getWrittenRows();
        } catch (Exception e) {
            throw failure(e);
        }
    }

    /// Inserts a block. The same token twice counts once, in the table and in what its materialized views feed.
    public void insert(Insert insert) throws StoreException {
        InsertSettings settings = new InsertSettings()
                .setDeduplicationToken(insert.token())
                .serverSetting("async_insert", "0")
                // One block per insert, so that it is all or nothing even before tokens are looked at.
                .serverSetting("max_insert_block_size", "8000000")
                .serverSetting("insert_deduplicate", "1")
                .serverSetting("deduplicate_blocks_in_dependent_materialized_views", "1");
        try (InsertResponse response = await(current()
                .insert(
                        insert.table(),
                        insert.columns(),
                        insert.rows().stream(),
                        ClickHouseFormat.RowBinary,
                        settings))) {
            response.getWrittenRows();
        } catch (Exception e) {
            throw failure(e);
        }
    }

    /// Runs a SELECT and reads its rows as they come.
    public <T> T query(Query query, Rows<T> rows) throws StoreException {
        QuerySettings settings = new QuerySettings().setFormat(ClickHouseFormat.RowBinary);
        query.settings().forEach(settings::serverSetting);
        try (QueryResponse response = await(current().query(query.sql(), query.parameters(), settings))) {
            return rows.read(new RowBinaryReader(response.getInputStream()));
        } catch (Exception e) {
            throw failure(e);
        }
    }

    /// What a query's rows become.
    public interface Rows<T> {
        T read(RowBinaryReader rows) throws IOException;
    }

    @Override
    public synchronized void close() {
        Client old = client;
        client = null;
        if (old != null) {
            old.close();
        }
    }

    private Client current() throws StoreException {
        Client current = client;
        if (current == null) {
            throw notConnected();
        }
        return current;
    }

    private static StoreException notConnected() {
        return new StoreException(
                StoreException.UNREACHABLE, "ClickHouse isn't running yet", new IllegalStateException("no client"));
    }

    private static Client connect(ClickHouseAddress address) {
        Client.Builder builder = new Client.Builder()
                .addEndpoint(address.url().toString())
                .setUsername(address.user())
                .setPassword(address.password())
                .setDefaultDatabase(address.database())
                .compressServerResponse(false)
                .compressClientRequest(false)
                .setClientName("podflame-collector")
                .setMaxConnections(32)
                .setConnectTimeout(CONNECT_TIMEOUT.toMillis(), ChronoUnit.MILLIS)
                .setSocketTimeout(ANSWER_TIMEOUT.toMillis(), ChronoUnit.MILLIS)
                .setSocketTcpNodelay(true)
                // Retries are ours to make: with the same token, in order, and counted.
                .retryOnFailures(ClientFaultCause.None)
                .setMaxRetries(0);
        address.caCertificate().ifPresent(path -> builder.setRootCertificate(path.toString()));
        return builder.build();
    }

    private static <T> T await(CompletableFuture<T> future) throws Exception {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private StoreException failure(Exception failure) {
        if (failure instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StoreException already) {
                return already;
            }
            if (cause instanceof ServerException server) {
                return new StoreException(server.getCode(), where() + ": " + message(server), failure);
            }
        }
        return new StoreException(StoreException.UNREACHABLE, where() + ": " + reason(failure), failure);
    }

    /// Without the query's id: the same failure reads the same.
    private static String message(ServerException failure) {
        return String.valueOf(failure.getMessage())
                .replaceAll("\\s*\\(queryId=[^)]*\\)", "")
                .strip();
    }

    private static String reason(Throwable failure) {
        Throwable deepest = failure;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        String message = deepest.getMessage();
        return message == null ? deepest.getClass().getSimpleName() : message;
    }
}
