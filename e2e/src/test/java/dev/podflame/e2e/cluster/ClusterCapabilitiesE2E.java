package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.podflame.e2e.FlameGraph;
import dev.podflame.e2e.Waiting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Each capability of `agent.security: minimal` is needed: without it something is missing that is there with all of
/// them.
@OnCluster
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(90)
class ClusterCapabilitiesE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final List<String> ALL = List.of(
            "BPF", "CHECKPOINT_RESTORE", "DAC_READ_SEARCH", "PERFMON", "SETGID", "SETUID", "SYS_PTRACE", "SYSLOG");
    private static final String JVM = "jvm";
    private static final String APP = "locked";

    private final Cluster cluster;
    private final Release release;
    private final Shop shop;

    ClusterCapabilitiesE2E(Cluster cluster, Release release) {
        this.cluster = cluster;
        this.release = release;
        shop = new Shop(cluster, "capabilities");
    }

    @BeforeAll
    void everythingIsThereWithAllOfThem() throws Exception {
        shop.run(Workload.c(APP).asLocked(), Workload.java(JVM).asNobody());
        shop.target(JVM, "{selector: {matchLabels: {app: %s}}, profiles: [{type: alloc}]}".formatted(JVM));
        shop.target(APP, "{selector: {matchLabels: {app: %s}}}".formatted(APP));
        Eventually.until(PATIENCE, "no function of the program is named", () -> names("native", "escape_time"));
        Eventually.until(PATIENCE, "no function of the kernel is named", () -> names("kernel", "syscall"));
        Eventually.until(
                PATIENCE, "the JVM isn't attached to", () -> jvm("engine").equals("async-profiler"));
    }

    @AfterAll
    void close() throws Exception {
        shop.close();
        release.upgrade(Map.of());
    }

    @Test
    @Order(1)
    void withoutBPF() throws Exception {
        assertEngineFails("BPF");
    }

    @Test
    @Order(1)
    void withoutPERFMON() throws Exception {
        assertEngineFails("PERFMON");
    }

    @Test
    @Order(1)
    void withoutSYSLOG() throws Exception {
        assertEngineFails("SYSLOG");
    }

    @Test
    @Order(1)
    void withoutCHECKPOINT_RESTORE() throws Exception {
        assertProgramHasNoNames("CHECKPOINT_RESTORE");
    }

    @Test
    @Order(1)
    void withoutSYS_PTRACE() throws Exception {
        assertProgramHasNoNames("SYS_PTRACE");
    }

    @Test
    @Order(1)
    void withoutDAC_READ_SEARCH() throws Exception {
        assertProgramHasNoNames("DAC_READ_SEARCH");
    }

    @Test
    @Order(1)
    void withoutSETUID() throws Exception {
        assertJvmIsRefused("SETUID");
    }

    @Test
    @Order(1)
    void withoutSETGID() throws Exception {
        assertJvmIsRefused("SETGID");
    }

    /// What was missing was so for want of the capability: it is back with all of them.
    @Test
    @Order(2)
    void withAllOfThemAgain() throws Exception {
        release.upgrade(Map.of());
        String from = Long.toString(Waiting.nextBucket(System.currentTimeMillis()));
        Eventually.until(
                PATIENCE,
                "no function is named again",
                () -> graph(from).names().contains("escape_time"));
    }

    /// What a namespace that refuses capabilities but not privileges can have instead.
    @Test
    @Order(3)
    void aPrivilegedAgentProfilesToo() throws Exception {
        String before = Agent.running(cluster.client()).pod();
        release.upgrade(Map.of("agent.security", "privileged"));
        Eventually.until(
                PATIENCE,
                "the agent isn't replaced",
                () -> !Agent.running(cluster.client()).pod().equals(before));
        String from = Long.toString(Waiting.nextBucket(System.currentTimeMillis()));
        Eventually.until(
                PATIENCE,
                "no function is named by a privileged agent",
                () -> graph(from).names().contains("escape_time"));
    }

    /// The engine doesn't start, and the agent's report says so with the capability's name.
    private void assertEngineFails(String capability) throws Exception {
        restartWithout(capability);
        Eventually.until(PATIENCE, "the engine runs without " + capability, () -> {
            String engine = engine();
            return engine.contains("\"failed\"") && engine.contains(capability);
        });
    }

    /// The agent runs, and a minute of the engine's messages names no function of the program.
    private void assertProgramHasNoNames(String capability) throws Exception {
        restartWithout(capability);
        Agent agent = Agent.running(cluster.client());
        String from = Long.toString(Waiting.nextBucket(System.currentTimeMillis()));
        Eventually.until(
                PATIENCE, "no messages without " + capability, () -> agent.metric("engine_messages_total") >= 12);
        FlameGraph graph = graph(from);
        assertFalse(graph.names().contains("escape_time"), "named without " + capability + ": " + graph.names());
    }

    /// The agent runs, can't speak to a JVM of another user, and says that it is for want of the capability.
    private void assertJvmIsRefused(String capability) throws Exception {
        restartWithout(capability);
        Eventually.until(
                PATIENCE,
                "the JVM isn't refused without " + capability,
                () -> !jvm("engine").equals("async-profiler") && jvm("message").contains(capability));
    }

    /// What the agent's report says of the JVM's container.
    private String jvm(String field) throws IOException, InterruptedException {
        return release.api().container(shop.pod(JVM), field);
    }

    private void restartWithout(String capability) throws Exception {
        String before = Agent.pods(cluster.client()).getFirst().getMetadata().getName();
        Map<String, Object> values = new LinkedHashMap<>();
        List<String> rest = new ArrayList<>(ALL);
        rest.remove(capability);
        for (int i = 0; i < rest.size(); i++) {
            values.put("agent.capabilities[" + i + "]", rest.get(i));
        }
        release.upgrade(values);
        Eventually.until(
                PATIENCE,
                "the agent isn't replaced",
                () -> !Agent.running(cluster.client()).pod().equals(before));
    }

    private boolean names(String kind, String function) throws IOException, InterruptedException {
        FlameGraph graph = graph("now-5m");
        return graph.kinds().contains(kind) && graph.names().stream().anyMatch(name -> name.contains(function));
    }

    private FlameGraph graph(String from) throws IOException, InterruptedException {
        return release.api().ofPod(shop.namespace(), shop.pod(APP), "to=now&from=" + from);
    }

    private String engine() throws IOException, InterruptedException {
        return release.api().get("agents").path("agents").path(0).path("engine").toString();
    }
}
