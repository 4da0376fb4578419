package dev.podflame.kubectl.proxy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Lets a browser in, turns others away, and hands the rest to the [Forwarder].
final class PageHandler implements HttpHandler {
    private static final int FORBIDDEN = 403;
    private static final int OK = 200;

    private final Gate gate;
    private final Forwarder forwarder;

    PageHandler(Gate gate, Forwarder forwarder) {
        this.gate = gate;
        this.forwarder = forwarder;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Headers headers = exchange.getRequestHeaders();
            String path = exchange.getRequestURI().getRawPath();
            if (!gate.isOwnHost(headers.getFirst("Host"))) {
                refuse(exchange, "This proxy answers only as 127.0.0.1.");
            } else if (gate.isEntrance(path)) {
                enter(exchange, path);
            } else if (!gate.isOwnFetch(headers.getFirst("Sec-Fetch-Site"), headers.getFirst("Origin"))) {
                refuse(exchange, "This proxy answers only its own page.");
            } else if (!gate.hasCookie(headers.getFirst("Cookie"))) {
                refuse(exchange, "Open the address that kubectl podflame printed.");
            } else {
                forwarder.forward(exchange);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /// Gives the cookie, and leads on from a page of this origin: after a redirect from elsewhere (a file, a link in a
    /// chat) a browser would hold a strict cookie back.
    private void enter(HttpExchange exchange, String path) throws IOException {
        if (!exchange.getRequestMethod().equals("GET") || !gate.opensWith(path)) {
            refuse(exchange, "This address is of another run of kubectl podflame. Open the newest.");
            return;
        }
        Headers headers = exchange.getResponseHeaders();
        headers.set("Set-Cookie", gate.setCookie());
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        answer(
                exchange,
                OK,
                "text/html; charset=utf-8",
                "<!doctype html><title>Podflame</title><meta http-equiv=\"refresh\" content=\"0;url=" + gate.page()
                        + "\">\n");
    }

    private static void refuse(HttpExchange exchange, String reason) throws IOException {
        answer(exchange, FORBIDDEN, "text/plain; charset=utf-8", reason + "\n");
    }

    static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        boolean bodiless = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }
}
