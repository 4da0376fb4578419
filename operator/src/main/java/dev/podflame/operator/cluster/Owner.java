package dev.podflame.operator.cluster;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The operator's own Deployment, which owns all that the operator makes: when the release is uninstalled, the
/// garbage collector takes the rest along. Safe to use from any thread.
public final class Owner implements Supplier<Optional<OwnerReference>> {
    private static final Logger LOG = LoggerFactory.getLogger(Owner.class);

    private final KubernetesClient client;
    private final String namespace;
    private final String deployment;
    private volatile Optional<OwnerReference> known = Optional.empty();
    private volatile boolean missed;

    public Owner(KubernetesClient client, String namespace, String deployment) {
        this.client = client;
        this.namespace = namespace;
        this.deployment = deployment;
    }

    /// Empty where the operator runs outside its Deployment, as on a developer's machine.
    @Override
    public Optional<OwnerReference> get() {
        if (known.isEmpty()) {
            known = find();
        }
        return known;
    }

    private Optional<OwnerReference> find() {
        Optional<Deployment> found = Optional.ofNullable(client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName(deployment)
                .get());
        if (found.isEmpty() && !missed) {
            missed = true;
            LOG.warn("There is no Deployment {}/{}; what the operator makes will stay", namespace, deployment);
        }
        return found.map(owner -> new OwnerReferenceBuilder()
                .withApiVersion("apps/v1")
                .withKind("Deployment")
                .withName(deployment)
                .withUid(owner.getMetadata().getUid())
                .build());
    }
}
