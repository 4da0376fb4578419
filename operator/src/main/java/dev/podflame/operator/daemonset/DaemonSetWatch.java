package dev.podflame.operator.daemonset;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.Cache;
import java.util.Optional;

/// Watches the DaemonSets of the operator's namespace.
public final class DaemonSetWatch implements AutoCloseable {
    private final SharedIndexInformer<DaemonSet> informer;
    private final String namespace;

    /// @param onChange called when one came, changed or went
    public DaemonSetWatch(KubernetesClient client, String namespace, Runnable onChange) {
        this.namespace = namespace;
        this.informer = client.apps()
                .daemonSets()
                .inNamespace(namespace)
                .runnableInformer(0)
                .exceptionHandler((started, problem) -> started)
                .addEventHandler(new ResourceEventHandler<DaemonSet>() {
                    @Override
                    public void onAdd(DaemonSet item) {
                        onChange.run();
                    }

                    @Override
                    public void onUpdate(DaemonSet old, DaemonSet item) {
                        onChange.run();
                    }

                    @Override
                    public void onDelete(DaemonSet item, boolean unknownFinalState) {
                        onChange.run();
                    }
                });
    }

    /// Returns when what is there is known.
    public void start() {
        informer.start().toCompletableFuture().join();
    }

    public boolean isWatching() {
        return informer.isRunning() && informer.isWatching();
    }

    Optional<DaemonSet> find(String name) {
        return Optional.ofNullable(informer.getStore().getByKey(Cache.namespaceKeyFunc(namespace, name)));
    }

    @Override
    public void close() {
        informer.stop();
    }
}
