package dev.podflame.e2e.cluster;

import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A namespace of its own for one class of tests, with workloads and targets.
final class Shop implements AutoCloseable {
    static final String TARGETS = "podflame.dev/v1alpha1";

    private static final Duration START = Duration.ofSeconds(90);

    private final Cluster cluster;
    private final String namespace;
    private final List<Workload> workloads = new ArrayList<>();

    Shop(Cluster cluster, String namespace) {
        this.cluster = cluster;
        this.namespace = namespace;
        cluster.apply("""
                apiVersion: v1
                kind: Namespace
                metadata: {name: %1$s, labels: {shop: %1$s}}
                """.formatted(namespace));
    }

    String namespace() {
        return namespace;
    }

    /// Starts the workloads and waits until all their pods run.
    Shop run(Workload... started) throws Exception {
        for (Workload workload : started) {
            cluster.apply(workload.deployment(namespace));
            workloads.removeIf(there -> there.name().equals(workload.name()));
            workloads.add(workload);
        }
        Eventually.until(
                START,
                "not all workloads of " + namespace + " run",
                () -> workloads.stream()
                        .allMatch(workload -> ready(workload.name()) == workload.replicas()
                                && pods(workload.name()).size() == workload.replicas()));
        return this;
    }

    private long ready(String app) {
        return listPods(app).stream().filter(Readiness::isPodReady).count();
    }

    /// Names of the pods of a workload that aren't about to end.
    List<String> pods(String app) {
        return listPods(app).stream().map(pod -> pod.getMetadata().getName()).toList();
    }

    String pod(String app) {
        return pods(app).getFirst();
    }

    private List<Pod> listPods(String app) {
        return client().pods().inNamespace(namespace).withLabel("app", app).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .toList();
    }

    /// Creates or changes a target of this namespace.
    void target(String name, String spec) {
        cluster.apply("""
                apiVersion: podflame.dev/v1alpha1
                kind: ProfilingTarget
                metadata: {name: %s, namespace: %s}
                spec: %s
                """.formatted(name, namespace, spec));
    }

    /// A value of a target's status, such as `status("checkout", "pods", "matched")`; empty when there is none.
    String status(String target, String... path) {
        List<Object> whole = new ArrayList<>(List.of("status"));
        whole.addAll(List.of(path));
        return Objects.toString(read(target).get(whole.toArray()), "");
    }

    /// Status of a condition: `True`, `False`, `Unknown`, or empty.
    String condition(String target, String type) {
        return TargetConditions.status(read(target), type);
    }

    private GenericKubernetesResource read(String target) {
        return client().genericKubernetesResources(TARGETS, "ProfilingTarget")
                .inNamespace(namespace)
                .withName(target)
                .require();
    }

    private KubernetesClient client() {
        return cluster.client();
    }

    /// Takes targets and workloads away. The namespace's own end, which takes a while, isn't waited for.
    @Override
    public void close() {
        client().genericKubernetesResources(TARGETS, "ProfilingTarget")
                .inNamespace(namespace)
                .delete();
        client().namespaces()
                .withName(namespace)
                .withPropagationPolicy(DeletionPropagation.BACKGROUND)
                .delete();
    }
}
