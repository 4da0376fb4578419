package dev.podflame.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.attach.EngineFailure;
import dev.podflame.agent.attach.EngineState;
import dev.podflame.agent.process.ProcessKey;
import dev.podflame.agent.process.ProcessTable;
import dev.podflame.agent.process.SelectedProcess;
import dev.podflame.agent.sample.ContainerSamples;
import dev.podflame.agent.sample.SampleAdder;
import dev.podflame.agent.sample.SampleCounts;
import dev.podflame.agent.session.Cost;
import dev.podflame.agent.session.JvmState;
import dev.podflame.agent.target.Decision;
import dev.podflame.agent.target.Selected;
import dev.podflame.agent.target.Skip;
import dev.podflame.agent.target.kubernetes.KnownTarget;
import dev.podflame.agent.target.kubernetes.NamedContainer;
import dev.podflame.agent.target.kubernetes.NodeContainers;
import dev.podflame.agent.target.kubernetes.NodeIdentity;
import dev.podflame.crds.match.SkipReason;
import dev.podflame.crds.match.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportBuilderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T15:00:00Z");
    private static final String ID = "a1".repeat(32);
    private static final TargetId T = new TargetId("ProfilingTarget", "shop", "checkout");
    private static final TargetId C = new TargetId("ClusterProfilingTarget", "", "all");

    private Decision decision = new Selected.InPod(T, Map.of("container.id", ID), OptionalInt.empty());
    private String notRunning = "";
    private EngineState engine = new EngineState.Running(NOW.minusSeconds(60));
    private Map<ProcessKey, JvmState> jvms = Map.of();
    private final ContainerSamples samples = new ContainerSamples();
    private final ReportBuilder builder = new ReportBuilder(
            new NodeIdentity("node1", "blue"),
            "0.1.0",
            "boot1",
            new ReportBuilder.Sources(
                    this::containers, () -> engine, () -> jvms, new Table(), new SampleCounts(), samples));

    private NodeContainers containers() {
        NamedContainer named = new NamedContainer(
                "shop",
                "checkout-1",
                "uid-1",
                "app",
                ID,
                "Deployment/checkout",
                "till",
                T,
                List.of(C),
                decision,
                "",
                notRunning);
        return new NodeContainers(
                true,
                List.of(named),
                Map.of(ID, decision),
                List.of(new KnownTarget(T, true, ""), new KnownTarget(C, false, "bad")),
                Optional.empty());
    }

    private static final class Table implements ProcessTable {
        @Override
        public Optional<SelectedProcess> find(long pid) {
            return Optional.empty();
        }

        @Override
        public boolean isUndecided(long pid) {
            return false;
        }

        @Override
        public List<SelectedProcess> selected() {
            return List.of(
                    new SelectedProcess(new ProcessKey(7, 1), "t", Map.of("container.id", ID), "python"),
                    new SelectedProcess(new ProcessKey(8, 1), "t", Map.of("container.id", ID), "jvm"),
                    new SelectedProcess(new ProcessKey(9, 1), "t", Map.of("container.id", ID), "python"));
        }
    }

    private AgentReport.Container container(Instant now) {
        return builder.build(now).containers().getFirst();
    }

    @Test
    void theReportIsWhatTheCollectorExpects() {
        SampleAdder.add(samples, ID, 123, NOW.minusSeconds(3));
        JsonMapper mapper = JsonMapper.builder().build();
        JsonNode json = mapper.readTree(mapper.writeValueAsBytes(builder.build(NOW)));
        JsonNode expected = mapper.readTree("""
                {"node": "node1", "cluster": "blue", "version": "0.1.0", "boot": "boot1",
                 "time": "2026-11-22T15:00:00Z",
                 "engine": {"name": "ebpf", "state": "running", "since": "2026-11-22T14:59:00Z", "reason": "", "cure": ""},
                 "targets": [
                   {"kind": "ProfilingTarget", "namespace": "shop", "name": "checkout", "active": true, "problem": ""},
                   {"kind": "ClusterProfilingTarget", "namespace": "", "name": "all", "active": false, "problem": "bad"}],
                 "containers": [{"namespace": "shop", "pod": "checkout-1", "podUid": "uid-1", "container": "app",
                   "containerId": "%s",
                   "target": {"kind": "ProfilingTarget", "namespace": "shop", "name": "checkout"},
                   "conflicts": [{"kind": "ClusterProfilingTarget", "namespace": "", "name": "all"}],
                   "service": "till", "workload": "Deployment/checkout", "runtimes": ["jvm", "python"],
                   "state": "profiled", "engine": "ebpf", "since": "2026-11-22T15:00:00Z", "reason": "", "message": "",
                   "lastSample": "2026-11-22T14:59:57Z", "samples": 123, "cpuPercent": 0.0, "memoryBytes": 0}]}
                """.formatted(ID));
        assertTrue(json.path("overhead").path("memoryBytes").asLong() > 1 << 20);
        ((tools.jackson.databind.node.ObjectNode) json).remove("overhead");
        assertEquals(expected, json);
    }

    @Test
    void aSelectedContainerWaitsUntilItsFirstSample() {
        AgentReport.Container waiting = container(NOW);
        assertEquals("waiting NoSampleYet", waiting.state() + " " + waiting.reason());
        Object before = builder.build(NOW).news();
        SampleAdder.add(samples, ID, 1, NOW);
        AgentReport.Container profiled = container(NOW.plusSeconds(5));
        assertEquals("profiled", profiled.state());
        assertEquals("2026-11-22T15:00:05Z", profiled.since());
        assertNotEquals(before, builder.build(NOW).news());
        SampleAdder.add(samples, ID, 1, NOW.plusSeconds(9));
        AgentReport.Container still = container(NOW.plusSeconds(10));
        assertEquals("2026-11-22T15:00:05Z", still.since());
        assertEquals(2, still.samples());
    }

    @Test
    void aSkippedContainerSaysWhyInTheWordsOfKubernetes() {
        decision = new Skip.InPod(T, SkipReason.OPTED_OUT);
        AgentReport.Container skipped = container(NOW);
        assertEquals("skipped OptedOut", skipped.state() + " " + skipped.reason());
        assertTrue(skipped.message().contains("podflame.dev/profile"), skipped.message());
        assertEquals("", skipped.engine());
        decision = new Skip.TypeUnavailable(T, "alloc");
        assertEquals("ProfileTypeUnavailable", container(NOW).reason());
    }

    @Test
    void aContainerWithAProfiledJvmSaysSoAndWhatItCosts() {
        SampleAdder.add(samples, ID, 1, NOW);
        Object before = builder.build(NOW).news();
        jvms = Map.of(new ProcessKey(8, 1), new JvmState.Running(NOW, new Cost(0.25, 20 << 20), 2, ""));
        AgentReport.Container container = container(NOW);
        assertEquals("profiled async-profiler", container.state() + " " + container.engine());
        assertEquals(0.25, container.cpuPercent());
        assertEquals(20 << 20, container.memoryBytes());
        assertTrue(container.message().startsWith("looks 2 times more seldom"), container.message());
        assertNotEquals(before, builder.build(NOW).news());
    }

    @Test
    void aJvmThatIsNotEnteredStaysOnEbpfAndSaysWhy() {
        SampleAdder.add(samples, ID, 1, NOW);
        jvms = Map.of(
                new ProcessKey(8, 1),
                new JvmState.Refused("ReadOnlyTmp", "its /tmp is read-only: mount an emptyDir there", NOW));
        AgentReport.Container container = container(NOW);
        assertEquals("profiled ebpf", container.state() + " " + container.engine());
        assertEquals("ReadOnlyTmp", container.reason());
        assertEquals("its /tmp is read-only: mount an emptyDir there; cpu comes from eBPF", container.message());
    }

    @Test
    void aFailedEngineIsTheReasonWhyItsContainersWait() {
        engine = new EngineState.Failed(new EngineFailure("no eBPF", "use a newer kernel"), NOW.plusSeconds(9));
        AgentReport report = builder.build(NOW);
        assertEquals("failed", report.engine().state());
        assertEquals("use a newer kernel", report.engine().cure());
        AgentReport.Container waiting = report.containers().getFirst();
        assertEquals("waiting EngineFailed", waiting.state() + " " + waiting.reason());
        assertEquals("no eBPF; use a newer kernel", waiting.message());
        assertEquals(
                "2026-11-22T15:00:00Z",
                builder.build(NOW.plusSeconds(7)).engine().since());
    }

    @Test
    void aContainerThatDoesNotRunWaits() {
        notRunning = "ImagePullBackOff";
        AgentReport.Container waiting = container(NOW);
        assertEquals("ContainerNotRunning", waiting.reason());
        assertTrue(waiting.message().endsWith("ImagePullBackOff"), waiting.message());
    }

    @Test
    void timesCountsAndCostsAreNoNews() {
        SampleAdder.add(samples, ID, 1, NOW);
        Object news = builder.build(NOW).news();
        SampleAdder.add(samples, ID, 10, NOW.plusSeconds(1));
        assertEquals(news, builder.build(NOW.plusSeconds(60)).news());
    }
}
