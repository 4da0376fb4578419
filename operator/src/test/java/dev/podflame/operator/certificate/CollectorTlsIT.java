package dev.podflame.operator.certificate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.podflame.operator.Eventually;
import dev.podflame.operator.report.AgentReading;
import dev.podflame.operator.report.ReportPoller;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The certificate in real handshakes, with Java on both sides.
class CollectorTlsIT {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final CollectorNames names = new CollectorNames("podflame-collector", "podflame");
    private final Authority authority = Authority.create(Instant.now());
    private HttpsServer server;

    @BeforeEach
    void serve() throws IOException, GeneralSecurityException {
        CertifiedKey leaf = authority.issue(names.all(), Instant.now());
        KeyStore keys = emptyStore();
        keys.setKeyEntry("tls", leaf.key(), PASSWORD, new Certificate[] {leaf.certificate()});
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);

        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/api/v1/agents", exchange -> {
            try (exchange) {
                byte[] body = "{\"agents\": []}".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        return store;
    }

    private int port() {
        return server.getAddress().getPort();
    }

    /// Shakes hands as a client that has looked this name up.
    private void connectAs(String host, Authority trusted) throws IOException, GeneralSecurityException {
        KeyStore store = emptyStore();
        store.setCertificateEntry("ca", trusted.root().certificate());
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        Socket plain = new Socket(InetAddress.getLoopbackAddress(), port());
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port(), true)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
            socket.startHandshake();
        }
    }

    @Test
    void everyNameOfTheServiceIsGoodAndNoOther() throws Exception {
        assertEquals(5, names.all().size());
        for (String name : names.all()) {
            connectAs(name, authority);
        }
        assertThrows(SSLHandshakeException.class, () -> connectAs("podflame-collector.other.svc", authority));
    }

    @Test
    void anotherAuthorityIsNotTrusted() {
        assertThrows(
                SSLHandshakeException.class, () -> connectAs("podflame-collector", Authority.create(Instant.now())));
    }

    @Test
    void theOperatorReadsReportsOverItAsSoonAsItKnowsTheAuthority() {
        AtomicReference<Optional<String>> pem = new AtomicReference<>(Optional.empty());
        URI collector = URI.create("https://localhost:" + port());
        try (ReportPoller poller = new ReportPoller(
                collector, pem::get, Optional.empty(), Duration.ofMillis(100), Clock.systemUTC(), () -> {})) {
            poller.start();
            Eventually.that("the connection is refused", () -> poller.failures() > 0);
            assertTrue(poller.reading() instanceof AgentReading.Unreachable);

            pem.set(Optional.of(Pem.of(authority.root().certificate())));
            Eventually.that("reports are read", () -> poller.reading() instanceof AgentReading.Fresh);
        }
    }
}
