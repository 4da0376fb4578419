package dev.podflame.agent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import tools.jackson.databind.json.JsonMapper;

/// Serves `/metrics` (Prometheus) and `/health` (JSON), read only.
final class StatusServer implements AutoCloseable {
    private final HttpServer server;

    private StatusServer(HttpServer server) {
        this.server = server;
    }

    static StatusServer start(InetSocketAddress address, AgentMetrics metrics, AgentStatus status) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        JsonMapper json = JsonMapper.builder().build();
        server.createContext(
                "/metrics", exchange -> answer(exchange, "/metrics", AgentMetrics.CONTENT_TYPE, metrics::text));
        server.createContext(
                "/health",
                exchange ->
                        answer(exchange, "/health", "application/json", () -> json.writeValueAsBytes(status.health())));
        server.start();
        return new StatusServer(server);
    }

    private interface Body {
        byte[] bytes() throws IOException;
    }

    private static void answer(HttpExchange exchange, String path, String type, Body body) throws IOException {
        try (exchange) {
            if (!exchange.getRequestURI().getPath().equals(path)) {
                send(
                        exchange,
                        404,
                        "text/plain",
                        "only /metrics and /health are here\n".getBytes(StandardCharsets.UTF_8));
            } else if (!exchange.getRequestMethod().equals("GET")) {
                send(exchange, 405, "text/plain", "only GET\n".getBytes(StandardCharsets.UTF_8));
            } else {
                send(exchange, 200, type, body.bytes());
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
