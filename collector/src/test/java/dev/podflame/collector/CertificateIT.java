package dev.podflame.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.podflame.collector.tls.Authority.Issued;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The certificate's files are swapped under a running collector.
class CertificateIT {
    private static GuardedCollector collector;

    @BeforeAll
    static void start() throws Exception {
        collector = new GuardedCollector();
    }

    @AfterAll
    static void stop() throws IOException {
        collector.close();
    }

    @Test
    void aRenewedCertificateIsShownWithoutARestartAndABrokenOneIsNot() throws Exception {
        Path folder = collector.certificate();
        Issued next = collector.authority().issue();
        BigInteger before = shown().getSerialNumber();

        Files.writeString(folder.resolve("tls.key"), "not a key");
        Files.writeString(folder.resolve("tls.crt"), next.chainPem());
        Eventually.holds(
                "the broken files are seen",
                Duration.ofSeconds(30),
                () -> collector.log().contains("the old certificate stays in use"));
        assertEquals(before, shown().getSerialNumber());
        Files.writeString(folder.resolve("tls.key"), next.keyPem());

        Eventually.holds(
                "the renewed certificate is shown",
                Duration.ofSeconds(30),
                () -> shown().getSerialNumber().equals(next.certificate().getSerialNumber()));
        assertEquals(200, collector.get("/health/live", "").statusCode());
        double expiry = collector
                .get("/metrics", "")
                .body()
                .lines()
                .filter(line -> line.startsWith("podflame_tls_certificate_expiry_seconds "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
                .sum();
        assertEquals(next.certificate().getNotAfter().toInstant().getEpochSecond(), (long) expiry);
    }

    /// The certificate that a new connection gets to see.
    private static X509Certificate shown() throws Exception {
        try (SSLSocket socket = (SSLSocket) collector
                .authority()
                .trusting()
                .getSocketFactory()
                .createSocket("127.0.0.1", collector.url().getPort())) {
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }
}
