package dev.podflame.kubectl;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/// The collector's API over real TLS: answers as the test says, only to tokens it knows, and remembers what was asked.
final class TestCollector implements AutoCloseable {
    /// What was asked.
    record Asked(
            String method, String path, String query, String token, Map<String, List<String>> headers, String body) {}

    /// What is answered.
    record Answer(int status, String type, String body) {
        static Answer json(int status, String json) {
            return new Answer(status, "application/json", json);
        }
    }

    final Set<String> tokens = ConcurrentHashMap.newKeySet();
    final List<Asked> asked = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Function<Asked, Answer>> answers = new ConcurrentHashMap<>();
    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    TestCollector(Certificates certificates) throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificates.server()));
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    TestCollector answers(String path, String json) {
        return answers(path, asked -> Answer.json(200, json));
    }

    TestCollector answers(String path, Function<Asked, Answer> answer) {
        answers.put("/api/v1/" + path, answer);
        return this;
    }

    /// The queries that a path was asked with, decoded.
    List<String> queries(String path) {
        synchronized (asked) {
            return asked.stream()
                    .filter(one -> one.path.equals("/api/v1/" + path))
                    .map(Asked::query)
                    .toList();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String header = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            String query = exchange.getRequestURI().getRawQuery();
            Asked one = new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    query == null ? "" : URLDecoder.decode(query, StandardCharsets.UTF_8),
                    header.replace("Bearer ", ""),
                    Map.copyOf(exchange.getRequestHeaders()),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(one);
            Answer answer = answer(one);
            exchange.getResponseHeaders().set("Content-Type", answer.type);
            exchange.getResponseHeaders().set("Set-Cookie", "podflame-session=1");
            byte[] body = answer.body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private Answer answer(Asked one) {
        if (!tokens.contains(one.token)) {
            return Answer.json(401, "{\"error\": \"this token isn't known\", \"cure\": \"Send another.\"}");
        }
        return answers.getOrDefault(
                        one.path, asked -> Answer.json(404, "{\"error\": \"no " + one.path + "\", \"cure\": \"\"}"))
                .apply(one);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
