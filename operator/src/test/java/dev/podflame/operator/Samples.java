package dev.podflame.operator;

import dev.podflame.crds.ProfilingTarget;
import dev.podflame.crds.match.PodFacts;
import dev.podflame.crds.match.Target;
import dev.podflame.crds.match.TargetId;
import dev.podflame.crds.match.TargetReading;
import dev.podflame.operator.cluster.Snapshot;
import dev.podflame.operator.report.AgentReport;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Targets, pods and reports for tests.
public final class Samples {
    public static final Instant NOW = Instant.parse("2026-11-22T15:00:30Z");

    private Samples() {}

    public static ProfilingTarget resource(String name, String spec) {
        return Serialization.unmarshal("""
                apiVersion: podflame.dev/v1alpha1
                kind: ProfilingTarget
                metadata: {name: %s, namespace: shop, generation: 3, creationTimestamp: "2026-11-01T00:00:00Z"}
                spec: %s
                """.formatted(name, spec), ProfilingTarget.class);
    }

    public static Target target(String name, String spec) {
        return switch (TargetReading.read(resource(name, spec))) {
            case TargetReading.Good(Target target) -> target;
            case TargetReading.Bad(TargetId id, String problem) -> throw new AssertionError(id + ": " + problem);
        };
    }

    /// A pod of the namespace `shop` with the label `app` and the containers `app` and `proxy`.
    public static PodFacts pod(String name, String app, String node) {
        return new PodFacts(
                "uid-" + name, "shop", name, node, true, Map.of("app", app), Map.of(), List.of("app", "proxy"));
    }

    public static PodFacts optedOut(PodFacts pod) {
        return new PodFacts(
                pod.uid(),
                pod.namespace(),
                pod.name(),
                pod.node(),
                pod.running(),
                pod.labels(),
                Map.of(PodFacts.OPT_OUT_ANNOTATION, "false"),
                pod.containers());
    }

    public static Snapshot snapshot(List<Target> targets, List<PodFacts> pods) {
        List<Snapshot.SeenTarget> seen = targets.stream()
                .map(target -> new Snapshot.SeenTarget(new TargetReading.Good(target), 3))
                .toList();
        return new Snapshot(seen, pods, Map.of("shop", Map.of()));
    }

    public static AgentReport agent(String node, AgentReport.Container... containers) {
        return new AgentReport(node, NOW.toEpochMilli(), false, null, List.of(containers));
    }

    public static AgentReport.Container profiled(
            String pod, String container, String target, String engine, Instant lastSample, double cpuPercent) {
        return container(pod, container, target, "profiled", engine, "", "", lastSample, cpuPercent);
    }

    public static AgentReport.Container unprofiled(
            String pod, String container, String target, String state, String reason, String message) {
        return container(pod, container, target, state, "ebpf", reason, message, null, null);
    }

    private static AgentReport.Container container(
            String pod,
            String container,
            String target,
            String state,
            String engine,
            String reason,
            String message,
            @Nullable Instant lastSample,
            @Nullable Double cpuPercent) {
        return new AgentReport.Container(
                "uid-" + pod,
                container,
                new AgentReport.TargetRef("ProfilingTarget", "shop", target),
                state,
                engine,
                reason,
                message,
                lastSample,
                cpuPercent);
    }
}
