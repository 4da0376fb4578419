package dev.podflame.operator.certificate;

import dev.podflame.operator.loop.Loop;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sees to it that the collector's certificate is there and good: at once, then every hour, and again soon where
/// that failed. Only the leader runs one. One thread of its own.
public final class CertificateKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CertificateKeeper.class);
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);

    private final CertificateSecrets secrets;
    private final CollectorNames names;
    private final Clock clock;
    private final Loop loop = new Loop("certificates", () -> checked() ? AGAIN : AFTER_FAILURE);
    private volatile Optional<String> authority = Optional.empty();
    private volatile Optional<Instant> end = Optional.empty();

    /// @param owner what the Secrets go away with
    public CertificateKeeper(
            KubernetesClient client, CollectorNames names, Supplier<Optional<OwnerReference>> owner, Clock clock) {
        this.secrets = new CertificateSecrets(client, names, owner);
        this.names = names;
        this.clock = clock;
    }

    public void start() {
        loop.start();
    }

    private boolean checked() {
        try {
            check();
            return true;
        } catch (KubernetesClientException e) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            LOG.warn("The collector's certificate couldn't be checked, again in {} s", AFTER_FAILURE.toSeconds(), e);
            return false;
        }
    }

    /// Looks at both Secrets and writes what is missing or too old.
    void check() {
        Instant now = clock.instant();
        Optional<Authority> present = secrets.authority();
        Authority usable = Renewal.ofAuthority(present, now)
                .map(reason -> renewAuthority(reason, now))
                .orElseGet(present::orElseThrow);
        Optional<CertifiedKey> leaf = secrets.collector(usable);
        CertifiedKey good = Renewal.ofLeaf(leaf, usable, names.all(), now)
                .map(reason -> renewLeaf(reason, usable, now))
                .orElseGet(leaf::orElseThrow);
        authority = Optional.of(Pem.of(usable.root().certificate()));
        end = Optional.of(Renewal.end(good.certificate()));
    }

    private Authority renewAuthority(String reason, Instant now) {
        LOG.info("Making a certificate authority: {}", reason);
        Authority made = Authority.create(now);
        secrets.write(made);
        return made;
    }

    private CertifiedKey renewLeaf(String reason, Authority usable, Instant now) {
        LOG.info("Making the collector's certificate: {}", reason);
        CertifiedKey made = usable.issue(names.all(), now);
        secrets.write(made, usable);
        return made;
    }

    /// The authority's certificate as PEM, once it is known. Files mounted from the Secret show it up to a minute
    /// later.
    public Optional<String> authority() {
        return authority;
    }

    /// When the collector's certificate ends, once it is known.
    public Optional<Instant> end() {
        return end;
    }

    @Override
    public void close() {
        loop.close();
    }
}
