package dev.podflame.kubectl.collector;

import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Which certificate the collector may show.
public final class Trust {
    private Trust() {}

    /// One that this machine trusts, for the host that is asked.
    public static SSLContext system() throws Failure {
        try {
            return SSLContext.getDefault();
        } catch (GeneralSecurityException e) {
            throw unusable("this machine's trusted certificates can't be used", e);
        }
    }

    /// One that an authority of the PEM text signed, for the host that is asked.
    public static SSLContext signedBy(String pem) throws Failure {
        return context(trustManager(pem));
    }

    /// One that an authority of the PEM text signed for one of the names, whatever the address that is asked: behind a
    /// port-forward that is always loopback.
    public static SSLContext signedBy(String pem, Set<String> names) throws Failure {
        return context(new NamedTrust(trustManager(pem), names));
    }

    /// Any.
    public static SSLContext anything() throws Failure {
        return context(new BlindTrust());
    }

    private static X509TrustManager trustManager(String pem) throws Failure {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            int number = 0;
            for (Certificate certificate : certificates) {
                store.setCertificateEntry("ca-" + number++, certificate);
            }
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(store);
            for (TrustManager manager : factory.getTrustManagers()) {
                if (number > 0 && manager instanceof X509TrustManager x509) {
                    return x509;
                }
            }
            throw new GeneralSecurityException("no certificate in it");
        } catch (GeneralSecurityException | IOException e) {
            throw unusable("the collector's certificate authority can't be read", e);
        }
    }

    private static SSLContext context(TrustManager manager) throws Failure {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw unusable("TLS can't be set up", e);
        }
    }

    private static Failure unusable(String problem, Exception cause) {
        return new Failure(
                ExitCode.ERROR,
                problem + ": " + cause.getMessage(),
                "Give a PEM file with --certificate-authority, or say --insecure-skip-tls-verify.",
                cause);
    }
}
