package dev.podflame.embedded.http;

import dev.podflame.embedded.chdb.ChdbException;
import dev.podflame.embedded.chdb.ConnectionPool;
import dev.podflame.embedded.chdb.PooledConnection;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a request's statement, waits for a connection, prepares it as the request says, and lets the handler
/// of its kind run it. Every request stands alone: `session_id` is accepted and means nothing, so what `SET`,
/// `USE` and `CREATE TEMPORARY TABLE` do ends with their request.
public final class StatementHandler {
    private static final Pattern KILL_BY_ID = Pattern.compile(
            "\\s*KILL\\s+QUERY\\s+(?:ON\\s+CLUSTER\\s+\\S+\\s+)?WHERE\\s+query_id\\s*=\\s*'([^'\\\\]*)'.*",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final ConnectionPool pool;
    private final RunningStatements running;
    private final Duration patience;
    private final String timezone;
    private final long wholeResultBytes;

    /// Serves statements from the pool.
    ///
    /// @param patience         how long a statement waits for others to finish
    /// @param wholeResultBytes the largest result in a format that isn't streamed, as the engine represents it: its
    ///                         text is held outside the engine's memory limit
    public StatementHandler(
            ConnectionPool pool, RunningStatements running, Duration patience, String timezone, long wholeResultBytes) {
        this.pool = pool;
        this.running = running;
        this.patience = patience;
        this.timezone = timezone;
        this.wholeResultBytes = wholeResultBytes;
    }

    void serve(Exchange exchange) throws IOException, InterruptedException {
        RequestHead head = exchange.head();
        refuseCompression(head);
        Body body = isGzip(head) ? new GzipBody(exchange.body()) : exchange.body();
        RequestText text = RequestText.read(head.parameters().get("query"), body);
        if (head.isGet() && text.insert() != null) {
            throw QueryHandler.readOnly();
        }
        String queryId = head.queryId();
        HttpHeaders headers = new DefaultHttpHeaders()
                .set("X-ClickHouse-Query-Id", queryId)
                .set("X-ClickHouse-Timezone", timezone)
                .set("X-ClickHouse-Server-Display-Name", "podflame");
        if (text.insert() == null && killed(text.sql())) {
            exchange.respond(200, headers, Unpooled.EMPTY_BUFFER);
            return;
        }
        PooledConnection connection = pool.take(patience);
        if (connection == null) {
            throw ChdbException.of(
                    202,
                    "Too many simultaneous queries: none of those running ended within " + patience.toSeconds() + " s",
                    "TOO_MANY_SIMULTANEOUS_QUERIES");
        }
        boolean whole = false;
        try (RunningStatements.Running _ = running.begin(queryId, connection, exchange)) {
            run(exchange, body, connection, text, headers);
            whole = true;
        } finally {
            if (!whole) {
                // The engine keeps what a failed statement had already put out, and would send it with the next result.
                connection.spoil();
            }
            pool.giveBack(connection);
        }
    }

    private void run(Exchange exchange, Body body, PooledConnection connection, RequestText text, HttpHeaders headers)
            throws IOException, InterruptedException {
        RequestHead head = exchange.head();
        Map<String, String> settings = new TreeMap<>(head.parameters().settings());
        Statement.Insert insert = text.insert();
        if (insert != null) {
            connection.prepare(settings, database(head));
            InsertHandler.serve(exchange, body, connection.connection(), text, insert.format(), headers);
            return;
        }
        Query query = Query.of(text.sql(), head);
        if (!query.streams()) {
            settings.putIfAbsent("max_result_bytes", Long.toString(wholeResultBytes));
        }
        connection.prepare(settings, database(head));
        QueryHandler.serve(exchange, connection, query, headers);
    }

    private static boolean isGzip(RequestHead head) {
        return "gzip".equalsIgnoreCase(head.header("Content-Encoding"));
    }

    private static void refuseCompression(RequestHead head) {
        if (head.parameters().on("compress") || head.parameters().on("decompress")) {
            throw ChdbException.of(
                    48,
                    "This server doesn't speak ClickHouse's own compression: it is reached over loopback. "
                            + "Turn it off in the client (client-v2: compressServerResponse(false) and "
                            + "compressClientRequest(false), JDBC: compress=false&decompress=false)",
                    "NOT_IMPLEMENTED");
        }
        String encoding = head.header("Content-Encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity") && !isGzip(head)) {
            throw ChdbException.of(
                    48, "Content-Encoding " + encoding + " is not supported; use gzip or none", "NOT_IMPLEMENTED");
        }
        String type = head.header("Content-Type");
        if (type != null && type.startsWith("multipart/")) {
            throw ChdbException.of(
                    48,
                    "Statements in multipart forms are not supported; send the statement as the body "
                            + "(client.http.use_form_request_for_query=false)",
                    "NOT_IMPLEMENTED");
        }
    }

    /// The engine doesn't know the clients' query IDs, so stopping by ID happens here.
    private boolean killed(byte[] sql) {
        if (sql.length > 4096) {
            return false;
        }
        Matcher matcher = KILL_BY_ID.matcher(new String(sql, StandardCharsets.UTF_8));
        return matcher.matches() && running.cancel(matcher.group(1));
    }

    private static String database(RequestHead head) {
        String database = head.parameters().get("database");
        if (database == null) {
            database = head.header("X-ClickHouse-Database");
        }
        return database == null || database.isEmpty() ? "default" : database;
    }
}
