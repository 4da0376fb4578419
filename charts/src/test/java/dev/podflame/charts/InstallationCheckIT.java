package dev.podflame.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The check against a real HTTPS server with a certificate of an authority of its own.
class InstallationCheckIT {
    private static final String TOKEN = "viewer-token";

    @TempDir
    private Path folder = Path.of("");

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final AtomicInteger notReadyYet = new AtomicInteger();
    private final TestAuthority authority = new TestAuthority();
    private volatile boolean asksForTokens = true;
    private HttpsServer server = serve();

    @BeforeEach
    void start() throws IOException {
        Files.writeString(folder.resolve("ca.crt"), authority.pem());
        Files.writeString(folder.resolve("token"), TOKEN + "\n");
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void aCollectorThatIsReadyAndAsksForTokensPasses() throws InterruptedException {
        assertTrue(check(folder.resolve("ca.crt")), said::toString);
        assertEquals(
                3,
                said.toString(StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> line.startsWith("ok"))
                        .count());
    }

    @Test
    void aCollectorThatGetsReadyMeanwhilePasses() throws InterruptedException {
        notReadyYet.set(1);
        assertTrue(check(folder.resolve("ca.crt")), said::toString);
    }

    @Test
    void aCollectorThatShowsEverythingToEverybodyFails() throws InterruptedException {
        asksForTokens = false;
        assertFalse(check(folder.resolve("ca.crt")));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("answers 200 instead of 401"), said::toString);
    }

    @Test
    void aTokenThatIsntTheViewersFails() throws InterruptedException, IOException {
        Files.writeString(folder.resolve("token"), "somebody-elses");
        assertFalse(check(folder.resolve("ca.crt")));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("answers 401 instead of 200"), said::toString);
    }

    @Test
    void aCertificateOfAnotherAuthorityFails() throws InterruptedException, IOException {
        Path other = Files.writeString(folder.resolve("other.crt"), new TestAuthority().pem());
        assertFalse(check(other));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("SSLHandshakeException"), said::toString);
    }

    private boolean check(Path trusted) throws InterruptedException {
        URI url = URI.create("https://localhost:" + server.getAddress().getPort());
        return new InstallationCheck(url, trusted, folder.resolve("token"), Duration.ofSeconds(3))
                .run(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private HttpsServer serve() {
        try {
            HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            https.setHttpsConfigurator(new HttpsConfigurator(authority.contextFor("localhost")));
            https.createContext("/health/ready", exchange -> answer(exchange, ready() ? 200 : 503));
            https.createContext("/api/v1/agents", exchange -> answer(exchange, mayRead(exchange) ? 200 : 401));
            return https;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private boolean ready() {
        return notReadyYet.getAndDecrement() <= 0;
    }

    private boolean mayRead(HttpExchange exchange) {
        String header = exchange.getRequestHeaders().getFirst("Authorization");
        return !asksForTokens || ("Bearer " + TOKEN).equals(header);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }
}
