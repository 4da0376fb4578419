package dev.podflame.operator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Serves `/metrics` (Prometheus) and `/healthz` (200, or 503 with the trouble), read only.
final class StatusServer implements AutoCloseable {
    private static final String TEXT = "text/plain; charset=utf-8";

    private final HttpServer server;

    private StatusServer(HttpServer server) {
        this.server = server;
    }

    /// @param trouble what isn't as it should be; empty if all is well
    static StatusServer start(InetSocketAddress address, OperatorMetrics metrics, Supplier<Optional<String>> trouble)
            throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/metrics",
                exchange -> answer(
                        exchange, "/metrics", () -> new Answer(200, OperatorMetrics.CONTENT_TYPE, metrics.text())));
        server.createContext("/healthz", exchange -> answer(exchange, "/healthz", () -> health(trouble.get())));
        server.start();
        return new StatusServer(server);
    }

    private static Answer health(Optional<String> trouble) {
        return trouble.map(problem -> text(503, problem)).orElseGet(() -> text(200, "ok"));
    }

    private record Answer(int status, String type, String body) {}

    private interface Source {
        Answer get() throws IOException;
    }

    private static void answer(HttpExchange exchange, String path, Source source) throws IOException {
        try (exchange) {
            Answer answer;
            if (!exchange.getRequestURI().getPath().equals(path)) {
                answer = text(404, "only /metrics and /healthz are here");
            } else if (!exchange.getRequestMethod().equals("GET")) {
                answer = text(405, "only GET");
            } else {
                answer = source.get();
            }
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Answer text(int status, String text) {
        return new Answer(status, TEXT, text + "\n");
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
