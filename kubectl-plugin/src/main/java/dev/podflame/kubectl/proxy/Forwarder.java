package dev.podflame.kubectl.proxy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.podflame.kubectl.collector.Ask;
import dev.podflame.kubectl.collector.Collector;
import dev.podflame.kubectl.terminal.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.json.JsonMapper;

/// Passes a request on to the collector and its answer back, as streams.
final class Forwarder {
    private static final int BAD_GATEWAY = 502;

    /// Headers that belong to one connection, that the HTTP client sets itself, or that say who asks: that is the
    /// token's part here.
    private static final Set<String> NOT_SENT = Set.of(
            "authorization",
            "connection",
            "content-length",
            "cookie",
            "expect",
            "host",
            "http2-settings",
            "keep-alive",
            "origin",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");

    /// A cookie of the collector's would be kept for this address, where it means nothing.
    private static final Set<String> NOT_RETURNED = Set.of(
            "connection",
            "content-length",
            "keep-alive",
            "set-cookie",
            "strict-transport-security",
            "trailer",
            "transfer-encoding",
            "upgrade");

    private static final Set<String> REPEATABLE = Set.of("GET", "HEAD");

    private final Collector collector;

    Forwarder(Collector collector) {
        this.collector = collector;
    }

    void forward(HttpExchange exchange) throws IOException {
        HttpResponse<InputStream> response;
        try {
            response = collector.send(ask(exchange));
        } catch (Failure failure) {
            String json = JsonMapper.shared()
                    .createObjectNode()
                    .put("error", failure.problem())
                    .put("cure", failure.cure())
                    .toString();
            PageHandler.answer(exchange, BAD_GATEWAY, "application/json", json);
            return;
        }
        try (InputStream body = response.body()) {
            response.headers().map().forEach((name, values) -> {
                if (!NOT_RETURNED.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                    exchange.getResponseHeaders().put(name, new ArrayList<>(values));
                }
            });
            exchange.sendResponseHeaders(response.statusCode(), length(exchange, response));
            body.transferTo(exchange.getResponseBody());
        }
    }

    private static Ask ask(HttpExchange exchange) {
        List<String> headers = new ArrayList<>();
        Headers given = exchange.getRequestHeaders();
        given.forEach((name, values) -> {
            if (!NOT_SENT.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> headers.addAll(List.of(name, value)));
            }
        });
        boolean repeatable = REPEATABLE.contains(exchange.getRequestMethod());
        boolean hasBody = given.containsKey("Content-Length") || given.containsKey("Transfer-Encoding");
        BodyPublisher body = repeatable || !hasBody
                ? BodyPublishers.noBody()
                : BodyPublishers.ofInputStream(exchange::getRequestBody);
        return new Ask(exchange.getRequestMethod(), target(exchange), headers, body, repeatable);
    }

    private static String target(HttpExchange exchange) {
        String query = exchange.getRequestURI().getRawQuery();
        return exchange.getRequestURI().getRawPath() + (query == null ? "" : "?" + query);
    }

    /// As the JDK's server wants it: -1 for no body, 0 for one of unknown length.
    private static long length(HttpExchange exchange, HttpResponse<?> response) {
        int status = response.statusCode();
        if (exchange.getRequestMethod().equals("HEAD") || status == 204 || status == 304) {
            return -1;
        }
        long length = response.headers().firstValueAsLong("Content-Length").orElse(0);
        boolean empty =
                length == 0 && response.headers().firstValue("Content-Length").isPresent();
        return empty ? -1 : length;
    }
}
