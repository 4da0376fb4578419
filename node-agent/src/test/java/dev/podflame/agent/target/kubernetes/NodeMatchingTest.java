package dev.podflame.agent.target.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.FakeCluster;
import dev.podflame.agent.target.Budget;
import dev.podflame.agent.target.Decision;
import dev.podflame.agent.target.JavaEngine;
import dev.podflame.agent.target.Placement;
import dev.podflame.agent.target.ProfileRequest;
import dev.podflame.agent.target.Profiling;
import dev.podflame.agent.target.Reason;
import dev.podflame.agent.target.Selected;
import dev.podflame.agent.target.Skip;
import dev.podflame.crds.ProfilingTarget;
import dev.podflame.crds.match.TargetId;
import dev.podflame.crds.match.TargetReading;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NodeMatchingTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final NodeIdentity AT = new NodeIdentity("node1", "blue");
    private static final String ID = "a1".repeat(32);
    private static final String OTHER_ID = "b2".repeat(32);
    private static final String CHECKOUT = "{selector: {matchLabels: {app: checkout}}}";
    private static final TargetId T = new TargetId("ProfilingTarget", "shop", "t");

    private final Pod pod = FakeCluster.pod("checkout-1", "node1", ID, "");

    @Test
    void aSelectedContainerHasEverythingThatNamesItsSeries() {
        Selected.InPod selected = selected(match("{selector: {matchLabels: {app: checkout}}, labels: [version, no]}"));
        assertEquals(T, selected.target());
        assertEquals(
                Map.ofEntries(
                        Map.entry("service.name", "checkout"),
                        Map.entry("service.namespace", "shop"),
                        Map.entry("k8s.namespace.name", "shop"),
                        Map.entry("k8s.pod.name", "checkout-1"),
                        Map.entry("k8s.pod.uid", "uid-checkout-1"),
                        Map.entry("k8s.container.name", "app"),
                        Map.entry("k8s.node.name", "node1"),
                        Map.entry("host.name", "node1"),
                        Map.entry("k8s.cluster.name", "blue"),
                        Map.entry("k8s.deployment.name", "checkout"),
                        Map.entry("k8s.replicaset.name", "checkout-5d59d67564"),
                        Map.entry("podflame.revision", "5d59d67564"),
                        Map.entry("container.id", ID),
                        Map.entry("container.image.name", "shop/web"),
                        Map.entry("container.image.tags", "3"),
                        Map.entry("container.image.repo_digests", "docker.io/shop/web@sha256:" + "0".repeat(64)),
                        Map.entry("k8s.pod.label.version", "7")),
                selected.attributes());
    }

    @Test
    void theServiceIsNamedByTargetThenAnnotationThenLabelsThenWorkload() {
        assertEquals("till", service("{selector: {}, all: true, service: {name: till}}", Map.of("x", "y"), "noted"));
        assertEquals("noted", service(CHECKOUT, Map.of("app.kubernetes.io/instance", "blue-shop"), "noted"));
        assertEquals("blue-shop", service(CHECKOUT, Map.of("app.kubernetes.io/instance", "blue-shop"), ""));
        assertEquals("shop", service(CHECKOUT, Map.of("app.kubernetes.io/name", "shop"), ""));
        assertEquals("checkout", service(CHECKOUT, Map.of(), ""));
        pod.getMetadata().getOwnerReferences().clear();
        assertEquals("checkout-1", service(CHECKOUT, Map.of(), ""));
    }

    private String service(String spec, Map<String, String> moreLabels, String annotation) {
        pod.getMetadata().getLabels().putAll(moreLabels);
        pod.getMetadata()
                .setAnnotations(
                        annotation.isEmpty() ? Map.of() : Map.of("resource.opentelemetry.io/service.name", annotation));
        String name = selected(match(spec)).attributes().getOrDefault("service.name", "");
        moreLabels.keySet().forEach(pod.getMetadata().getLabels()::remove);
        return name;
    }

    @Test
    void beforeTheClusterIsKnownNobodyIsDecidedAbout() {
        NodeContainers unknown = NodeMatching.of(ClusterState.UNKNOWN, AT, NOW);
        assertEquals(new Skip.PodUnknown(), unknown.decide(new Placement(List.of(ID), "")));
        assertEquals(new Skip.NotMatched(), unknown.decide(Placement.MACHINE));
    }

    @Test
    void aContainerThatNoStatusListsIsUnknownIfItIsInAPod() {
        NodeContainers matched = match(CHECKOUT);
        assertEquals(new Skip.PodUnknown(), matched.decide(new Placement(List.of(OTHER_ID), "uid-new")));
        assertEquals(new Skip.NotMatched(), matched.decide(new Placement(List.of(OTHER_ID), "")));
    }

    @Test
    void aContainerInsideOfAContainerBelongsToTheOneThatTheClusterKnows() {
        assertInstanceOf(
                Selected.InPod.class, match(CHECKOUT).decide(new Placement(List.of(OTHER_ID, ID), "uid-checkout-1")));
    }

    @Test
    void initAndEphemeralContainersAndTheLastRunOfARestartedOneAreKnownToo() {
        ContainerStatus status = pod.getStatus().getContainerStatuses().getFirst();
        status.setLastState(new io.fabric8.kubernetes.api.model.ContainerStateBuilder()
                .withNewTerminated()
                .withContainerID("containerd://" + OTHER_ID)
                .endTerminated()
                .build());
        pod.getStatus().setInitContainerStatuses(List.of(renamed(status, "init", "cri-o://" + "c3".repeat(32))));
        pod.getStatus().setEphemeralContainerStatuses(List.of(renamed(status, "debug", "docker://" + "d4".repeat(32))));
        NodeContainers matched = match("{selector: {}, all: true}");
        for (String id : List.of(ID, OTHER_ID, "c3".repeat(32), "d4".repeat(32))) {
            Selected.InPod selected = selected(matched, id);
            assertEquals(id, selected.attributes().get("container.id"));
        }
        assertEquals(3, matched.named().size());
    }

    private static ContainerStatus renamed(ContainerStatus status, String name, String id) {
        return status.toBuilder()
                .withName(name)
                .withContainerID(id)
                .withLastState(null)
                .build();
    }

    @Test
    void aPodThatOptsOutIsNamedAndNotProfiled() {
        pod.getMetadata().setAnnotations(Map.of("podflame.dev/profile", "false"));
        NodeContainers matched = match(CHECKOUT);
        Skip skip = assertInstanceOf(Skip.class, matched.byContainerId().get(ID));
        assertEquals(Reason.OPTED_OUT, skip.reason());
        assertEquals(skip, matched.named().getFirst().decision());
    }

    @Test
    void typesThatNoEngineTakesAreNamedAndTheOthersProfiled() {
        Skip skip = assertInstanceOf(
                Skip.class,
                match("{selector: {}, all: true, profiles: [{type: off_cpu}]}")
                        .byContainerId()
                        .get(ID));
        assertEquals(Reason.PROFILE_TYPE_UNAVAILABLE, skip.reason());
        NodeContainers both =
                match("{selector: {}, all: true, profiles: [{type: cpu, frequencyHz: 7}, {type: off_cpu}]}");
        assertEquals(OptionalInt.of(7), selected(both).frequencyHz());
        assertEquals(
                "ProfileTypeUnavailable: no engine of this agent takes off_cpu",
                both.named().getFirst().note());
    }

    @Test
    void aTargetCanAskForWhatOnlyAsyncProfilerTakesUnlessItForbidsIt() {
        String alloc = "selector: {}, all: true, profiles: [{type: alloc}]";
        assertFalse(selected(match("{" + alloc + "}")).profiling().wantsCpu());
        Skip skip = assertInstanceOf(
                Skip.class,
                match("{" + alloc + ", java: {engine: ebpf}}").byContainerId().get(ID));
        assertEquals(Reason.PROFILE_TYPE_UNAVAILABLE, skip.reason());
    }

    @Test
    void everyTypeIsReadWithItsRateEngineAndBudget() {
        NodeContainers matched =
                match("{selector: {}, all: true, profiles: [{type: cpu}, {type: wall, frequencyHz: 10},"
                        + " {type: alloc, everyBytes: 512Ki}, {type: lock, threshold: 20ms}, {type: live},"
                        + " {type: native_memory, everyBytes: 2Mi}], java: {engine: async-profiler},"
                        + " budget: {cpuPercent: 2.5, memory: 48Mi}}");
        assertEquals(
                new Profiling(
                        List.of(
                                new ProfileRequest.Cpu(19),
                                new ProfileRequest.Wall(Duration.ofMillis(100)),
                                new ProfileRequest.Alloc(512 << 10),
                                new ProfileRequest.Lock(Duration.ofMillis(20)),
                                new ProfileRequest.Live(1 << 20),
                                new ProfileRequest.NativeMemory(2 << 20)),
                        JavaEngine.ASYNC_PROFILER,
                        new Budget(2.5, 48 << 20)),
                selected(matched).profiling());
        assertEquals("", matched.named().getFirst().note());
    }

    @Test
    void aJvmWhosePodWasToldToEndIsLeft() {
        String asked = "{selector: {}, all: true, profiles: [{type: cpu}, {type: alloc}]}";
        assertTrue(selected(match(asked)).profiling().wantsAsyncProfiler());
        pod.getMetadata().setDeletionTimestamp("2026-11-22T11:59:59Z");
        Profiling left = selected(match(asked)).profiling();
        assertFalse(left.wantsAsyncProfiler());
        assertTrue(left.wantsCpu());
    }

    @Test
    void anotherTargetForTheSameContainerIsAConflict() {
        NodeContainers matched = NodeMatching.of(
                new ClusterState(
                        true,
                        List.of(reading("t", CHECKOUT), reading("u", "{selector: {}, all: true, priority: 5}")),
                        List.of(pod),
                        Map.of()),
                AT,
                NOW);
        assertEquals("u", matched.named().getFirst().target().name());
        assertEquals(List.of(T), matched.named().getFirst().conflicts());
    }

    @Test
    void aBadTargetIsKnownWithItsProblem() {
        NodeContainers matched = match("{selector: {}, all: true, schedule: {cron: \"0 25 * * *\", duration: 15m}}");
        assertTrue(matched.targets().getFirst().problem().startsWith("schedule: "));
        assertEquals(new Skip.NotMatched(), matched.byContainerId().get(ID));
        assertEquals(List.of(), matched.named());
    }

    @Test
    void aScheduleSaysWhenToDecideAgain() {
        NodeContainers matched = match("{selector: {}, all: true, schedule: {cron: \"30 12 * * *\", duration: 15m}}");
        assertEquals(Optional.of(NOW.plusSeconds(1800)), matched.nextChange());
        assertEquals(
                Reason.OUTSIDE_SCHEDULE,
                assertInstanceOf(Skip.class, matched.byContainerId().get(ID)).reason());
    }

    @Test
    void aJobThatIsOverIsStillSelectedForAMinute() {
        finish(pod, NOW.minusSeconds(5));
        NodeContainers matched = match(CHECKOUT);
        assertInstanceOf(Selected.InPod.class, matched.byContainerId().get(ID));
        assertEquals("Completed", matched.named().getFirst().notRunning());
        assertEquals(Optional.of(NOW.plusSeconds(55)), matched.nextChange());
        finish(pod, NOW.minusSeconds(61));
        assertEquals(new Skip.NotMatched(), match(CHECKOUT).byContainerId().get(ID));
        assertEquals(List.of(), match(CHECKOUT).named());
    }

    @Test
    void aJobThatIsOverTakesNoPlaceInASampleFromARunningPod() {
        List<Pod> pods = Stream.of("a", "b", "c", "d", "e", "f")
                .map(name -> FakeCluster.pod(name, "node1", name.repeat(64), ""))
                .toList();
        for (Pod over : pods.subList(0, 5)) {
            finish(over, NOW.minusSeconds(5));
            ClusterState state = new ClusterState(
                    true,
                    List.of(reading("t", "{selector: {}, all: true, sampling: {maxPodsPerNode: 1}}")),
                    List.of(over, pods.getLast()),
                    Map.of());
            assertInstanceOf(
                    Selected.InPod.class,
                    NodeMatching.of(state, AT, NOW).byContainerId().get("f".repeat(64)));
        }
    }

    private static void finish(Pod pod, Instant at) {
        pod.getStatus().setPhase("Succeeded");
        pod.getStatus()
                .getContainerStatuses()
                .getFirst()
                .setState(new io.fabric8.kubernetes.api.model.ContainerStateBuilder()
                        .withTerminated(new ContainerStateTerminated())
                        .editTerminated()
                        .withFinishedAt(at.toString())
                        .withReason("Completed")
                        .endTerminated()
                        .build());
    }

    private NodeContainers match(String spec) {
        return NodeMatching.of(new ClusterState(true, List.of(reading("t", spec)), List.of(pod), Map.of()), AT, NOW);
    }

    private static Selected.InPod selected(NodeContainers matched) {
        return selected(matched, ID);
    }

    private static Selected.InPod selected(NodeContainers matched, String id) {
        Decision decision = matched.decide(new Placement(List.of(id), ""));
        return assertInstanceOf(Selected.InPod.class, decision);
    }

    private static TargetReading reading(String name, String spec) {
        return TargetReading.read(Serialization.unmarshal("""
                apiVersion: podflame.dev/v1alpha1
                kind: ProfilingTarget
                metadata: {name: %s, namespace: shop, creationTimestamp: "2026-11-01T00:00:00Z"}
                spec: %s
                """.formatted(name, spec), ProfilingTarget.class));
    }
}
