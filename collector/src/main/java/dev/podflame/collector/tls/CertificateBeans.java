package dev.podflame.collector.tls;

import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.ssl.CertificateProvider;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.KeyStore;
import org.reactivestreams.Publisher;

/// Gives the framework the certificate under the name that its settings use.
@Factory
@Requires(bean = ServedCertificate.class)
public final class CertificateBeans {
    /// What `micronaut.server.ssl.key-name` has to say.
    public static final String NAME = "collector";

    @Singleton
    @Named(NAME)
    CertificateProvider certificates(ServedCertificate certificate) {
        return new CertificateProvider() {
            @Override
            public String getName() {
                return NAME;
            }

            @Override
            public Publisher<KeyStore> getKeyStore() {
                return certificate.stores();
            }
        };
    }
}
