package dev.podflame.agent.send;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A collector that fails on command. Like the real one it counts a batch once, however often it comes.
final class FlakyCollector implements AutoCloseable {
    /// What to do with the next request.
    enum Behaviour {
        ACCEPT,
        TOO_MANY_REQUESTS,
        UNAVAILABLE,
        BAD_REQUEST,
        /// Takes the batch and breaks the connection before the answer.
        TAKE_AND_HANG_UP
    }

    private final HttpServer server;
    private final Deque<Behaviour> script = new ArrayDeque<>();
    private final Set<String> taken = new LinkedHashSet<>();
    private final Map<String, String> contents = new LinkedHashMap<>();
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    FlakyCollector(int port, Behaviour... behaviours) throws IOException {
        for (Behaviour behaviour : behaviours) {
            script.add(behaviour);
        }
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        String name = Objects.requireNonNull(exchange.getRequestHeaders().getFirst(BatchName.HEADER));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Behaviour behaviour = script.isEmpty() ? Behaviour.ACCEPT : script.remove();
        if (behaviour == Behaviour.ACCEPT || behaviour == Behaviour.TAKE_AND_HANG_UP) {
            taken.add(name);
            contents.putIfAbsent(name, body);
        }
        requests.add(behaviour + " " + exchange.getRequestURI().getPath() + " " + name);
        switch (behaviour) {
            case ACCEPT -> answer(exchange, 200, "");
            case TOO_MANY_REQUESTS -> {
                exchange.getResponseHeaders().set("Retry-After", "0");
                answer(exchange, 429, "busy");
            }
            case UNAVAILABLE -> answer(exchange, 503, "the store is away");
            case BAD_REQUEST -> answer(exchange, 400, "field 7 at byte 12 is no string");
            case TAKE_AND_HANG_UP -> throw new IOException("hang up");
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    /// The next request, as "behaviour path name"; waits for it.
    String awaitRequest() throws InterruptedException {
        return Objects.requireNonNull(requests.poll(20, TimeUnit.SECONDS), "no request came");
    }

    /// Names of the batches it has, in the order in which they first came.
    synchronized Set<String> taken() {
        return Set.copyOf(taken);
    }

    synchronized Map<String, String> contents() {
        return new LinkedHashMap<>(contents);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
