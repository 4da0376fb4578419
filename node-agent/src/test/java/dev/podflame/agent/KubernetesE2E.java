package dev.podflame.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.podflame.agent.attach.EngineCommand;
import dev.podflame.agent.symbol.Programs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole agent with the real engine on a node of a cluster: the API server is a fake one, the containers' cgroups
/// and processes are real.
@Timeout(240)
class KubernetesE2E {
    private static final Path NATIVE = Path.of(System.getProperty("podflame.root", ".."), "node-agent/native/bin");
    private static final Duration WITHIN = Duration.ofSeconds(90);
    private static final String ALL = "{selector: {matchLabels: {app: checkout}}}";

    @TempDir
    Path folder;

    private final Deque<AutoCloseable> running = new ArrayDeque<>();

    @BeforeEach
    void needsRootAndEngine() {
        StartupReport kernel = new StartupReport(KernelChecks.all());
        assumeTrue(kernel.good(), "this machine can't profile:\n" + kernel);
        assumeTrue(
                new EngineCommand(NATIVE, 19).missing().isEmpty(),
                "the engine isn't built: run node-agent/native/build.sh");
    }

    @AfterEach
    void end() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    private <T extends AutoCloseable> T keep(T closeable) {
        running.push(closeable);
        return closeable;
    }

    private PodCgroup container(String letter) throws IOException {
        String uid = "00000000-0000-4000-8000-%012x"
                .formatted(ProcessHandle.current().pid());
        return keep(new PodCgroup(uid, letter.repeat(48) + "%016x".formatted(System.nanoTime())));
    }

    private Process start(PodCgroup container, Path program, String... arguments) throws IOException {
        Process process = container.start(program.toString(), arguments);
        keep(() -> process.destroyForcibly().onExit().join());
        return process;
    }

    /// A program that turns a crank, for ever or for some seconds of CPU time.
    private Path crank(String name, String function) throws Exception {
        return Programs.compileC(folder, name, """
                #include <stdlib.h>
                #include <time.h>
                #include <unistd.h>
                __attribute__((noipa)) double %s(int turns) {
                    double x = 0.1;
                    for (int i = 0; i < turns; i++) x = 3.9 * x * (1 - x);
                    return x;
                }
                int main(int argc, char **argv) {
                    volatile double sum = 0;
                    clock_t end = argc > 1 ? atoi(argv[1]) * CLOCKS_PER_SEC : 0;
                    while (!end || clock() < end) { sum += %s(2000000); usleep(1000); }
                    return 0;
                }
                """.formatted(function, function));
    }

    @Test
    void aSelectedContainerIsProfiledAndAnotherOneIsNot() throws Exception {
        PodCgroup selected = container("a");
        PodCgroup other = container("b");
        FakeCluster cluster = keep(new FakeCluster());
        cluster.target("t", ALL);
        cluster.put(FakeCluster.pod("checkout-1", "node1", selected.containerId(), ""));
        cluster.put(FakeCluster.pod(
                "checkout-2", "node1", other.containerId(), "annotations: {podflame.dev/profile: \"false\"}"));
        start(selected, crank("checkout", "turn_the_crank"));
        start(other, crank("stranger", "never_to_be_seen"));
        TakingCollector collector = keep(new TakingCollector());
        AgentProcess agent = keep(AgentProcess.startOnNode(folder, NATIVE, collector.url(), cluster.url(), "node1"));
        awaitReport(agent, collector, "\"state\":\"profiled\"");
        Await.until("names", WITHIN, () -> collector.names("checkout").contains("turn_the_crank"));
        Map<String, String> series = collector.series("checkout").iterator().next();
        assertEquals("checkout-1", series.get("k8s.pod.name"));
        assertEquals(selected.containerId(), series.get("container.id"));
        assertEquals("checkout", series.get("process.executable.name"));
        assertTrue(collector.report().contains("\"reason\":\"OptedOut\""), collector.report());
        assertTrue(collector.report().contains("\"runtimes\":[\"native\"]"), collector.report());
        assertTrue(!collector.names("checkout").contains("never_to_be_seen"));
        Await.until("usage", WITHIN, () -> collector.metrics() > 0);

        cluster.target("t", "{selector: {matchLabels: {app: checkout}}, suspend: true}");
        Await.until("its end", Duration.ofSeconds(5), () -> collector.report().contains("\"reason\":\"Suspended\""));
        Await.until(
                "nothing selected", Duration.ofSeconds(5), () -> agent.answers("/health", "\"selectedProcesses\":0"));
        System.out.println("agent report: " + collector.report());
        System.out.println("agent cost: " + costs(agent));
    }

    private static String costs(AgentProcess agent) throws InterruptedException {
        return agent.get("/metrics")
                .lines()
                .filter(line -> line.startsWith("podflame_agent_cpu_seconds_total{")
                        || line.startsWith("podflame_agent_resident_bytes{"))
                .toList()
                .toString();
    }

    @Test
    void aJobThatIsOverBeforeItsPodIsKnownIsSeenAllTheSame() throws Exception {
        PodCgroup job = container("c");
        FakeCluster cluster = keep(new FakeCluster());
        cluster.target("t", ALL);
        TakingCollector collector = keep(new TakingCollector());
        AgentProcess agent = keep(AgentProcess.startOnNode(folder, NATIVE, collector.url(), cluster.url(), "node1"));
        Path program = crank("job", "turn_the_crank");
        Await.until("a running engine", WITHIN, () -> agent.answers("/health", "\"engine\":\"running\""));
        start(job, program, "3").onExit().join();
        cluster.put(FakeCluster.pod("job-1", "node1", job.containerId(), ""));
        double used = job.cpuSeconds();
        // Up to a second may pass before the scanner sees it, and the engine needs a moment for a new program.
        Await.until("half of " + used + " s", WITHIN, () -> {
            assertTrue(agent.process.isAlive(), agent.log());
            return collector.nanos("checkout") / 1e9 > used / 2;
        });
    }

    @Test
    void withoutAnApiServerTheAgentRunsOnAndSaysSo() throws Exception {
        TakingCollector collector = keep(new TakingCollector());
        AgentProcess agent =
                keep(AgentProcess.startOnNode(folder, NATIVE, collector.url(), "http://127.0.0.1:9", "node1"));
        Await.until("the trouble", WITHIN, () -> agent.answers("/health", "the API server doesn't tell about pods"));
        assertTrue(agent.get("/health").contains("\"status\":\"degraded\""));
    }

    private static void awaitReport(AgentProcess agent, TakingCollector collector, String text) throws Exception {
        Await.until(text, WITHIN, () -> {
            assertTrue(agent.process.isAlive(), agent.log());
            return collector.report().contains(text);
        });
    }
}
