package dev.podflame.embedded.http;

import dev.podflame.embedded.chdb.Analysis;
import dev.podflame.embedded.chdb.ChdbConnection;
import dev.podflame.embedded.chdb.ChdbException;
import dev.podflame.embedded.chdb.PooledConnection;
import dev.podflame.embedded.chdb.ResultChunk;
import dev.podflame.embedded.chdb.ResultStream;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A statement without data: checks what ClickHouse's HTTP interface checks, runs it, sends its result.
final class QueryHandler {
    private QueryHandler() {}

    static void serve(Exchange exchange, PooledConnection pooled, Query query, HttpHeaders headers)
            throws IOException, InterruptedException {
        ChdbConnection connection = pooled.connection();
        Analysis analysis = check(connection, query.sql(), query.shape());
        if (exchange.head().isGet() && analysis.effect() != Analysis.Effect.READ_ONLY) {
            throw readOnly();
        }
        if (analysis.effect() == Analysis.Effect.CONTROL || analysis.effect() == Analysis.Effect.UNKNOWN) {
            pooled.spoil();
        }
        OutputFormat format = query.format();
        headers.set("Content-Type", format.contentType()).set("X-ClickHouse-Format", format.name());
        ResultSender sender = new ResultSender(exchange, format, headers);
        Map<String, String> parameters = exchange.head().parameters().statement();
        if (query.streams() && analysis.effect() == Analysis.Effect.READ_ONLY) {
            try (ResultStream stream = connection.stream(query.sql(), format.name(), parameters)) {
                sender.send(stream::next);
            }
        } else {
            Deque<ResultChunk> only = new ArrayDeque<>();
            only.add(connection.query(query.sql(), format.name(), parameters));
            sender.send(only::poll);
        }
    }

    private static Analysis check(ChdbConnection connection, byte[] sql, Statement.Shape shape) {
        if (shape.toFile()) {
            throw ChdbException.of(
                    344, "INTO OUTFILE and FROM INFILE are not allowed over HTTP", "INTO_OUTFILE_NOT_ALLOWED");
        }
        if (shape.readsInput()) {
            throw ChdbException.of(
                    48, "INSERT ... SELECT FROM input() is not supported; insert the data itself", "NOT_IMPLEMENTED");
        }
        Analysis analysis = connection.analyse(sql);
        if (analysis.statements() == 0) {
            if (!shape.isBlank()) {
                // Begins as an insert, so that the engine says what is wrong with it and runs nothing.
                connection.insert(sql, "", Map.of()).close();
            }
            throw ChdbException.of(62, "Syntax error: the statement is empty", "SYNTAX_ERROR");
        }
        if (analysis.statements() > 1) {
            throw ChdbException.of(62, "Syntax error (Multi-statements are not allowed)", "SYNTAX_ERROR");
        }
        return analysis;
    }

    static ChdbException readOnly() {
        return ChdbException.of(
                164,
                "Cannot execute query in readonly mode. For queries over HTTP, method GET implies readonly. "
                        + "You should use method POST for modifying queries",
                "READONLY");
    }

    /// Where a result's pieces come from.
    @FunctionalInterface
    interface Source {
        /// The next piece, null after the last.
        @Nullable
        ResultChunk next();
    }
}
