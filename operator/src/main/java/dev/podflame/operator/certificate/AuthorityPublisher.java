package dev.podflame.operator.certificate;

import dev.podflame.operator.loop.Loop;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a ConfigMap with the certificates to trust, `ca.crt`, for those who reach the collector and may not read
/// Secrets: users of the kubectl plugin. Only the leader runs one. One thread of its own.
public final class AuthorityPublisher implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorityPublisher.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final String ENTRY = "ca.crt";

    private final KubernetesClient client;
    private final CollectorNames names;
    private final Supplier<Optional<OwnerReference>> owner;
    private final Supplier<Optional<String>> authority;
    private final Loop loop = new Loop("published authority", () -> published() ? AGAIN : SOON);

    /// @param owner what the ConfigMap goes away with
    /// @param authority the certificates as PEM, once they are known
    public AuthorityPublisher(
            KubernetesClient client,
            CollectorNames names,
            Supplier<Optional<OwnerReference>> owner,
            Supplier<Optional<String>> authority) {
        this.client = client;
        this.names = names;
        this.owner = owner;
        this.authority = authority;
    }

    public void start() {
        loop.start();
    }

    private boolean published() {
        try {
            return publish();
        } catch (KubernetesClientException e) {
            if (!Thread.currentThread().isInterrupted()) {
                LOG.warn("The collector's authority couldn't be published, again in {} s", SOON.toSeconds(), e);
            }
            return false;
        }
    }

    /// Writes the ConfigMap if it isn't there or says something else.
    ///
    /// @return whether it holds the authority now; false as long as that isn't known
    boolean publish() {
        Optional<String> known = authority.get();
        known.ifPresent(this::publish);
        return known.isPresent();
    }

    private void publish(String pem) {
        Optional<ConfigMap> present = Optional.ofNullable(client.configMaps()
                .inNamespace(names.namespace())
                .withName(names.authorityConfigMap())
                .get());
        Map<String, String> data = Map.of(ENTRY, pem);
        if (present.filter(map -> data.equals(map.getData())).isPresent()) {
            return;
        }
        ConfigMap wanted = new ConfigMapBuilder()
                .withNewMetadata()
                .withName(names.authorityConfigMap())
                .withNamespace(names.namespace())
                .addToLabels("app.kubernetes.io/part-of", "podflame")
                .addToLabels("app.kubernetes.io/managed-by", "podflame-operator")
                .withOwnerReferences(owner.get().stream().toList())
                .endMetadata()
                .withData(data)
                .build();
        if (present.isPresent()) {
            client.resource(wanted).update();
        } else {
            client.resource(wanted).create();
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
