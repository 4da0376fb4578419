package dev.podflame.collector.access;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// An HTTP client that trusts one authority, whose certificate is in a file; follows the file when it
/// changes. Thread-safe.
final class TrustingClient implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

    private final Path ca;
    private byte[] known = {};
    private @Nullable HttpClient client;

    TrustingClient(Path ca) {
        this.ca = ca;
    }

    /// The client for the file as it is now.
    ///
    /// @throws IOException if the file can't be read or holds no certificate
    synchronized HttpClient current() throws IOException {
        byte[] pem = Files.readAllBytes(ca);
        HttpClient old = client;
        if (old != null && Arrays.equals(pem, known)) {
            return old;
        }
        HttpClient next = HttpClient.newBuilder()
                // With HTTP/2 one connection to a server that is gone would be used on and on after each timeout.
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT_TIMEOUT)
                .sslContext(trusting(pem))
                .build();
        if (old != null) {
            old.shutdown();
        }
        known = pem;
        client = next;
        return next;
    }

    private SSLContext trusting(byte[] pem) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem))) {
                store.setCertificateEntry("ca" + count++, certificate);
            }
            if (count == 0) {
                throw new IOException(ca + " holds no certificate");
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(ca + " isn't a PEM file of certificates: " + e.getMessage(), e);
        }
    }

    @Override
    public synchronized void close() {
        HttpClient last = client;
        client = null;
        if (last != null) {
            last.shutdownNow();
        }
    }
}
