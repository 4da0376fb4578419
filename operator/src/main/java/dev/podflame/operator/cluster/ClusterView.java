package dev.podflame.operator.cluster;

import dev.podflame.crds.ClusterProfilingTarget;
import dev.podflame.crds.ProfilingTarget;
import dev.podflame.crds.match.PodFacts;
import dev.podflame.crds.match.TargetReading;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// Watches targets, pods and namespaces of the whole cluster. Safe to read from any thread; the watches run on
/// threads of the client.
public final class ClusterView implements AutoCloseable {
    private final SharedIndexInformer<ProfilingTarget> targets;
    private final SharedIndexInformer<ClusterProfilingTarget> clusterTargets;
    private final SharedIndexInformer<Pod> pods;
    private final SharedIndexInformer<Namespace> namespaces;
    private final AtomicLong version = new AtomicLong();
    private final Runnable onTargets;

    /// @param onTargets called when a target came, changed or went
    public ClusterView(KubernetesClient client, Runnable onTargets) {
        this.onTargets = onTargets;
        this.targets = watch(client.resources(ProfilingTarget.class).inAnyNamespace(), onTargets);
        this.clusterTargets = watch(client.resources(ClusterProfilingTarget.class), onTargets);
        this.pods = watch(client.pods().inAnyNamespace(), () -> {}).itemStore(new SlimPods());
        this.namespaces = watch(client.namespaces(), () -> {});
    }

    /// Lists everything and goes on watching. Returns when all of it is known.
    public void start() {
        informers()
                .map(SharedIndexInformer::start)
                .toList()
                .forEach(started -> started.toCompletableFuture().join());
        onTargets.run();
    }

    private <T extends HasMetadata> SharedIndexInformer<T> watch(Informable<T> what, Runnable then) {
        return what.runnableInformer(0)
                // A watch that breaks is taken up again for ever, but what can't be listed at the start is an error.
                .exceptionHandler((started, problem) -> started)
                .addEventHandler(new ResourceEventHandler<T>() {
                    @Override
                    public void onAdd(T item) {
                        changed(then);
                    }

                    @Override
                    public void onUpdate(T old, T item) {
                        changed(then);
                    }

                    @Override
                    public void onDelete(T item, boolean unknownFinalState) {
                        changed(then);
                    }
                });
    }

    private void changed(Runnable then) {
        version.incrementAndGet();
        then.run();
    }

    /// Another number after every change.
    public long version() {
        return version.get();
    }

    /// Whether all watches run.
    public boolean isWatching() {
        return informers().allMatch(informer -> informer.isRunning() && informer.isWatching());
    }

    public boolean hasSynced() {
        return informers().allMatch(SharedIndexInformer::hasSynced);
    }

    public Snapshot snapshot() {
        List<PodFacts> running = pods.getStore().list().stream()
                .map(PodFacts::of)
                .filter(pod -> pod.running()
                        && !pod.node().isEmpty()
                        && !pod.containers().isEmpty())
                .toList();
        Map<String, Map<String, String>> labels = new HashMap<>();
        for (Namespace namespace : namespaces.getStore().list()) {
            labels.put(
                    namespace.getMetadata().getName(),
                    Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of()));
        }
        return new Snapshot(targets(), running, labels);
    }

    public List<Snapshot.SeenTarget> targets() {
        return Stream.concat(
                        targets.getStore().list().stream().map(target -> seen(TargetReading.read(target), target)),
                        clusterTargets.getStore().list().stream()
                                .map(target -> seen(TargetReading.read(target), target)))
                .toList();
    }

    private static Snapshot.SeenTarget seen(TargetReading reading, HasMetadata resource) {
        long generation =
                Optional.ofNullable(resource.getMetadata().getGeneration()).orElse(0L);
        return new Snapshot.SeenTarget(reading, generation);
    }

    private Stream<SharedIndexInformer<?>> informers() {
        return Stream.of(targets, clusterTargets, pods, namespaces);
    }

    @Override
    public void close() {
        informers().forEach(SharedIndexInformer::stop);
    }
}
