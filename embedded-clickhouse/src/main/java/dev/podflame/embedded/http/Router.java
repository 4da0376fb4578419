package dev.podflame.embedded.http;

import dev.podflame.embedded.chdb.ChdbException;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Sends each request to its handler and turns what goes wrong into ClickHouse's error responses.
public final class Router {
    private final Credentials credentials;
    private final StatementHandler statements;

    public Router(Credentials credentials, StatementHandler statements) {
        this.credentials = credentials;
        this.statements = statements;
    }

    void serve(Exchange exchange) {
        try {
            route(exchange);
        } catch (ChdbException e) {
            fail(exchange, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(exchange, ChdbException.of(236, "The server is shutting down", "ABORTED"));
        } catch (IOException e) {
            exchange.abort();
        } catch (RuntimeException | Error e) {
            // A bug of ours: the client gets an answer, the log the stack.
            new IllegalStateException("request failed", e).printStackTrace();
            fail(exchange, ChdbException.of(1001, "Internal error: " + e, "STD_EXCEPTION"));
        }
    }

    private void route(Exchange exchange) throws IOException, InterruptedException {
        RequestHead head = exchange.head();
        switch (head.parameters().path()) {
            case "/ping" -> exchange.respond(200, plain(), Unpooled.copiedBuffer("Ok.\n", StandardCharsets.UTF_8));
            case "/" -> statement(exchange);
            default ->
                exchange.respond(
                        404,
                        plain(),
                        Unpooled.copiedBuffer(
                                "There is no handle " + head.parameters().path() + "\nUse / or /ping\n",
                                StandardCharsets.UTF_8));
        }
    }

    private void statement(Exchange exchange) throws IOException, InterruptedException {
        RequestHead head = exchange.head();
        if (head.isGet() && head.parameters().get("query") == null) {
            exchange.respond(200, plain(), Unpooled.copiedBuffer("Ok.\n", StandardCharsets.UTF_8));
            return;
        }
        credentials.check(head);
        statements.serve(exchange);
    }

    private static HttpHeaders plain() {
        return new DefaultHttpHeaders().set("Content-Type", "text/plain; charset=UTF-8");
    }

    private static void fail(Exchange exchange, ChdbException error) {
        if (exchange.begun()) {
            exchange.abort();
            return;
        }
        HttpHeaders headers = plain().set("X-ClickHouse-Exception-Code", error.code())
                .set("X-ClickHouse-Query-Id", exchange.head().queryId());
        int status = HttpStatus.of(error.code());
        if (status == 401) {
            headers.set("WWW-Authenticate", "Basic realm=\"ClickHouse server HTTP API\"");
        }
        exchange.respond(status, headers, Unpooled.copiedBuffer(error.text() + "\n", StandardCharsets.UTF_8));
    }
}
