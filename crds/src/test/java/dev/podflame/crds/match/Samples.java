package dev.podflame.crds.match;

import dev.podflame.crds.ClusterProfilingTarget;
import dev.podflame.crds.ProfilingTarget;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;

/// Targets and pods for tests.
final class Samples {
    private Samples() {}

    static Target target(String namespace, String name, String spec) {
        return good(TargetReading.read(resource(namespace, name, spec)));
    }

    static ProfilingTarget resource(String namespace, String name, String spec) {
        return Serialization.unmarshal("""
                apiVersion: podflame.dev/v1alpha1
                kind: ProfilingTarget
                metadata: {name: %s, namespace: %s, creationTimestamp: "2026-11-01T00:00:00Z"}
                spec: %s
                """.formatted(name, namespace, spec), ProfilingTarget.class);
    }

    static Target clusterTarget(String name, String spec) {
        return good(
                TargetReading.read(Serialization.unmarshal("""
                apiVersion: podflame.dev/v1alpha1
                kind: ClusterProfilingTarget
                metadata: {name: %s, creationTimestamp: "2026-11-01T00:00:00Z"}
                spec: %s
                """.formatted(name, spec), ClusterProfilingTarget.class)));
    }

    private static Target good(TargetReading reading) {
        return switch (reading) {
            case TargetReading.Good(Target target) -> target;
            case TargetReading.Bad(TargetId id, String problem) -> throw new AssertionError(id + ": " + problem);
        };
    }

    static PodFacts pod(String namespace, String name, Map<String, String> labels) {
        return pod(namespace, name, labels, Map.of());
    }

    static PodFacts pod(String namespace, String name, Map<String, String> labels, Map<String, String> annotations) {
        return new PodFacts(
                namespace + "-" + name, namespace, name, "node1", true, labels, annotations, List.of("app", "proxy"));
    }
}
