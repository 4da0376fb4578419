package dev.podflame.agent.target.kubernetes;

import dev.podflame.crds.ClusterProfilingTarget;
import dev.podflame.crds.ProfilingTarget;
import dev.podflame.crds.match.TargetReading;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// Watches targets, namespaces and this node's pods at the API server; only reads. Safe to use from any thread.
final class ClusterWatch implements AutoCloseable {

    private static final String INSTALL = "install Podflame's custom resource definitions: kubectl apply -f crds/";

    private final String node;
    private final WatchedKind<ProfilingTarget> targets;
    private final WatchedKind<ClusterProfilingTarget> clusterTargets;
    private final WatchedKind<Namespace> namespaces;
    private final WatchedKind<Pod> pods;

    /// @param changed called after each change, on threads of the client
    ClusterWatch(KubernetesClient client, String node, Runnable changed) {
        this.node = node;
        targets = WatchedKind.start(
                "profilingtargets.podflame.dev",
                INSTALL,
                client.resources(ProfilingTarget.class).inAnyNamespace(),
                changed);
        clusterTargets = WatchedKind.start(
                "clusterprofilingtargets.podflame.dev",
                INSTALL,
                client.resources(ClusterProfilingTarget.class),
                changed);
        namespaces = WatchedKind.start("namespaces", "", client.namespaces(), changed);
        pods = WatchedKind.start("pods", "", client.pods().inAnyNamespace().withField("spec.nodeName", node), changed);
    }

    private List<WatchedKind<?>> kinds() {
        return List.of(targets, clusterTargets, namespaces, pods);
    }

    /// A kind of target that is missing or forbidden has no objects; without pods and namespaces nothing can be said.
    private boolean isComplete() {
        return pods.isKnown()
                && namespaces.isKnown()
                && Stream.of(targets, clusterTargets).allMatch(kind -> kind.isKnown() || kind.isRefused());
    }

    ClusterState state() {
        if (!isComplete()) {
            return ClusterState.UNKNOWN;
        }
        List<TargetReading> readings = new ArrayList<>();
        targets.items().forEach(target -> readings.add(TargetReading.read(target)));
        clusterTargets.items().forEach(target -> readings.add(TargetReading.read(target)));
        Map<String, Map<String, String>> labels = new HashMap<>();
        for (Namespace namespace : namespaces.items()) {
            labels.put(
                    namespace.getMetadata().getName(),
                    Objects.requireNonNullElse(namespace.getMetadata().getLabels(), Map.of()));
        }
        List<Pod> own = pods.items().stream()
                .filter(pod -> node.equals(pod.getSpec().getNodeName()))
                .toList();
        return new ClusterState(true, readings, own, labels);
    }

    List<String> troubles() {
        return kinds().stream()
                .map(WatchedKind::trouble)
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public void close() {
        kinds().forEach(WatchedKind::close);
    }
}
