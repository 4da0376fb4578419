package dev.podflame.kubectl.collector;

import dev.podflame.kubectl.login.Login;
import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Asks the collector, as the user. Thread-safe.
public final class Collector implements AutoCloseable {
    private static final String API = "/api/v1/";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final int TRIES = 3;
    private static final int UNAUTHORIZED = 401;

    private final Route route;
    private final Login login;
    private final HttpClient http;

    public Collector(Route route, SSLContext trust, Login login) {
        this.route = route;
        this.login = login;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(trust)
                .connectTimeout(CONNECT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /// The JSON of a path below `/api/v1`.
    public JsonNode ask(String path, Query query) throws Failure {
        try {
            return JsonMapper.shared().readTree(download(path, query));
        } catch (JacksonException e) {
            throw new Failure(
                    ExitCode.ERROR,
                    "the collector answered /api/v1/" + path + " with something that isn't JSON",
                    "Is it a Podflame collector of this plugin's version?",
                    e);
        }
    }

    /// The file of a path below `/api/v1`.
    public byte[] download(String path, Query query) throws Failure {
        try (InputStream body = good(send(Ask.get(API + path, query)))) {
            return body.readAllBytes();
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /// Sends a request and gives back whatever the collector answers, its body still to be read. The token is renewed
    /// when it is refused, and the way there when it is lost.
    public HttpResponse<InputStream> send(Ask ask) throws Failure {
        boolean renewed = false;
        for (int attempt = 1; ; attempt++) {
            URI origin = route.origin();
            String token = login.token();
            try {
                HttpResponse<InputStream> response =
                        http.send(request(ask, origin, token), BodyHandlers.ofInputStream());
                if (response.statusCode() != UNAUTHORIZED || renewed || !ask.repeatable()) {
                    return response;
                }
                renewed = true;
                if (login.renew(token).equals(token)) {
                    return response;
                }
                response.body().close();
            } catch (IOException e) {
                if (isUntrusted(e)) {
                    throw untrusted(e);
                }
                route.lost(origin);
                if (attempt == TRIES || !ask.repeatable()) {
                    throw unreachable(e);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Failure.error("interrupted while the collector was asked", "");
            }
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        route.close();
    }

    private static HttpRequest request(Ask ask, URI origin, String token) {
        // Joined as text: resolving "//elsewhere/" would send the token elsewhere.
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(origin + ask.target()))
                .method(ask.method(), ask.body())
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + token);
        for (int i = 0; i < ask.headers().size(); i += 2) {
            request.header(ask.headers().get(i), ask.headers().get(i + 1));
        }
        return request.build();
    }

    private static InputStream good(HttpResponse<InputStream> response) throws Failure, IOException {
        if (response.statusCode() == 200) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            throw Refusal.of(response.statusCode(), body.readNBytes(Refusal.LONGEST));
        }
    }

    private static Failure unreachable(IOException e) {
        return new Failure(
                ExitCode.ERROR,
                "the collector can't be reached: " + said(e),
                "kubectl podflame status says how it is doing.",
                e);
    }

    /// A handshake also fails when the other end goes away; only a certificate that was looked at is refused for good.
    private static boolean isUntrusted(Throwable e) {
        return e instanceof CertificateException || (e.getCause() != null && isUntrusted(e.getCause()));
    }

    private static Failure untrusted(IOException e) {
        return new Failure(
                ExitCode.ERROR,
                "the collector's certificate isn't trusted: " + said(e),
                "Give its authority with --certificate-authority=FILE, or say --insecure-skip-tls-verify.",
                e);
    }

    private static String said(Exception e) {
        String message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }
}
