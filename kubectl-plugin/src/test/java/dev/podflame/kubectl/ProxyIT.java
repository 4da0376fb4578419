package dev.podflame.kubectl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.kubectl.TestCollector.Answer;
import dev.podflame.kubectl.collector.Collector;
import dev.podflame.kubectl.collector.DirectRoute;
import dev.podflame.kubectl.collector.Trust;
import dev.podflame.kubectl.login.Login;
import dev.podflame.kubectl.login.Token;
import dev.podflame.kubectl.proxy.PageProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The proxy with real sockets on both sides: who gets through, and what arrives.
final class ProxyIT {
    private static final String NAME = "podflame-collector";

    @TempDir
    Path folder;

    private final HttpClient http = HttpClient.newHttpClient();
    private TestCollector collector;
    private PageProxy proxy;
    private Collector client;
    private String cookie = "";

    @BeforeEach
    void start() throws Exception {
        Certificates certificates = Certificates.forName(folder, NAME);
        collector = new TestCollector(certificates);
        collector.tokens.add("secret");
        client = new Collector(
                DirectRoute.to(URI.create("https://127.0.0.1:" + collector.port())),
                Trust.signedBy(certificates.pem(), Set.of(NAME)),
                new Login(() -> new Token("secret", Instant.MAX), InstantSource.system()));
        proxy = PageProxy.start(client, 0, "/services");
        cookie = send(HttpRequest.newBuilder(proxy.address()))
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow()
                .split(";", -1)[0];
    }

    @AfterEach
    void stop() {
        proxy.close();
        client.close();
        collector.close();
    }

    @Test
    void bodiesHeadersAndMethodsArriveAsTheyWere() throws Exception {
        byte[] large = new byte[3 << 20];
        Arrays.fill(large, (byte) 'x');
        collector.answers("echo", asked -> new Answer(201, "text/x-echo", asked.body()));
        HttpResponse<String> answer =
                send(own("/api/v1/echo").header("Podflame-Page", "1").POST(BodyPublishers.ofByteArray(large)));
        assertEquals(201, answer.statusCode());
        assertEquals("text/x-echo", answer.headers().firstValue("Content-Type").orElse(""));
        assertEquals(large.length, answer.body().length());
        TestCollector.Asked asked = collector.asked.getLast();
        assertEquals("POST", asked.method());
        assertEquals("secret", asked.token());
        assertTrue(asked.headers().containsKey("Podflame-page"));
    }

    @Test
    void cookiesAndTokensStayOnTheirSide() throws Exception {
        collector.answers("services", "{}");
        HttpResponse<String> answer = send(own("/api/v1/services").header("Authorization", "Bearer someone-elses"));
        assertEquals("secret", collector.asked.getLast().token());
        assertFalse(collector.asked.getLast().headers().containsKey("Cookie"));
        assertFalse(
                answer.headers().map().containsKey("set-cookie"),
                answer.headers().toString());
    }

    @Test
    void emptyAnswersAndHeadRequestsHaveNoBody() throws Exception {
        collector.answers("nothing", asked -> new Answer(204, "text/plain", ""));
        collector.answers("empty", asked -> new Answer(200, "text/plain", ""));
        assertEquals(204, send(own("/api/v1/nothing")).statusCode());
        assertEquals("", send(own("/api/v1/empty")).body());
        assertEquals(200, send(own("/api/v1/empty").HEAD()).statusCode());
    }

    @Test
    void whatTheCollectorRefusesIsPassedOn() throws Exception {
        collector.answers("services", asked -> Answer.json(403, "{\"error\": \"no\", \"cure\": \"ask\"}"));
        HttpResponse<String> answer = send(own("/api/v1/services"));
        assertEquals(403, answer.statusCode());
        assertEquals("{\"error\": \"no\", \"cure\": \"ask\"}", answer.body());
    }

    @Test
    void aCollectorThatIsAwayIsABadGatewayWithAReason() throws Exception {
        collector.close();
        HttpResponse<String> answer = send(own("/api/v1/services"));
        assertEquals(502, answer.statusCode());
        assertTrue(answer.body().startsWith("{\"error\":\"the collector can't be reached"), answer.body());
    }

    @Test
    void withoutTheCookieNothingIsAsked() throws Exception {
        int before = collector.asked.size();
        assertEquals(
                403,
                send(HttpRequest.newBuilder(proxy.address().resolve("/api/v1/services")))
                        .statusCode());
        assertEquals(
                403,
                send(HttpRequest.newBuilder(proxy.address().resolve("/podflame-enter/guess")))
                        .statusCode());
        assertEquals(
                403,
                send(own("/api/v1/services").header("Origin", "http://127.0.0.1:1"))
                        .statusCode());
        assertEquals(
                403,
                send(own("/api/v1/services").header("Sec-Fetch-Site", "cross-site"))
                        .statusCode());
        assertEquals(before, collector.asked.size());
    }

    @Test
    void aForeignNameThatPointsHereIsTurnedAway() throws Exception {
        String answer = raw("GET /api/v1/services HTTP/1.1\r\nHost: evil.example:"
                + proxy.address().getPort() + "\r\nCookie: " + cookie + "\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
    }

    @Test
    void aPathThatLooksLikeAnotherHostStillGoesToTheCollector() throws Exception {
        String answer = raw("GET //127.0.0.1:1/steal HTTP/1.1\r\nHost: 127.0.0.1:"
                + proxy.address().getPort() + "\r\nCookie: " + cookie + "\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 404"), answer);
        assertTrue(collector.asked.getLast().path().endsWith("/steal"));
    }

    private HttpRequest.Builder own(String path) {
        return HttpRequest.newBuilder(proxy.address().resolve(path)).header("Cookie", cookie);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(
                InetAddress.getByAddress(new byte[] {127, 0, 0, 1}),
                proxy.address().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
