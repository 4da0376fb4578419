package dev.podflame.collector.tls;

import dev.podflame.collector.tls.CertificateFiles.Content;
import dev.podflame.collector.tls.CertificateFiles.Loaded;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Sinks;

/// The certificate in use. A thread of its own looks at the files every few seconds, because a mounted
/// Secret changes by links being swapped, which file watches don't see. Files that can't be used leave
/// the old certificate in use.
public final class ServedCertificate implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServedCertificate.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(3);

    private final CertificateFiles files;
    private final Sinks.Many<KeyStore> stores = Sinks.many().replay().latest();
    private final ScheduledExecutorService looking = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("certificate").factory());
    private Content seen;
    private String lastProblem = "";
    private volatile Instant validUntil;

    /// Reads the files and goes on looking at them.
    ///
    /// @throws IOException with a sentence for a person, if they can't be used
    @SuppressWarnings("FutureReturnValueIgnored") // look fails in no way that it doesn't tell itself
    public ServedCertificate(CertificateFiles files) throws IOException {
        this.files = files;
        try {
            seen = files.read();
            validUntil = publish(seen);
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
        looking.scheduleWithFixedDelay(this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Key stores: the one in use, then each new one.
    Publisher<KeyStore> stores() {
        return stores.asFlux();
    }

    /// When the certificate in use ends.
    public Instant validUntil() {
        return validUntil;
    }

    private void look() {
        try {
            Content now = files.read();
            if (!now.sameAs(seen)) {
                // Remembered even if it is of no use, so that the log says so once.
                seen = now;
                validUntil = publish(now);
                LOG.info("a new certificate is in use, valid until {}", validUntil);
            }
            lastProblem = "";
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            String problem = e.toString();
            if (!problem.equals(lastProblem)) {
                LOG.warn("the old certificate stays in use until {}: {}", validUntil, problem);
                lastProblem = problem;
            }
        }
    }

    private Instant publish(Content content) throws IOException, GeneralSecurityException {
        Loaded loaded = files.load(content);
        stores.tryEmitNext(loaded.store()).orThrow();
        return loaded.validUntil();
    }

    @Override
    public void close() {
        looking.shutdownNow();
    }
}
