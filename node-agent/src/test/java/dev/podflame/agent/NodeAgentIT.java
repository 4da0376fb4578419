package dev.podflame.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The agent's program: what it says when something is wrong. Needs no engine.
@Timeout(120)
class NodeAgentIT {
    private static final URI NOBODY = URI.create("http://127.0.0.1:9");

    private static final Duration WITHIN = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private record Ended(int code, String output) {}

    @Test
    void withoutTargetsItSaysWhatIsMissing() throws Exception {
        Ended ended = run("--collector", NOBODY.toString());
        assertEquals(2, ended.code());
        assertTrue(ended.output().contains("--targets is missing"), ended.output());
    }

    @Test
    void wrongOptionsAreExplained() throws Exception {
        assertTrue(run("--report", "--collector", "localhost").output().contains("is no URL such as"));
        assertTrue(run("--report", "--listen", "7072x").output().contains("is no address such as"));
        assertTrue(run("--report", "--frequency", "0").output().contains("outside 1 to 1000"));
        assertTrue(run("--targets", "/no/such/file").output().contains("/no/such/file doesn't exist"));
        assertTrue(run("--kubernetes").output().contains("--node is missing"));
        assertTrue(run("--kubernetes", "--node", "n", "--targets", "x").output().contains("name one of them"));
        assertTrue(run("--report", "--node", "n").output().contains("--node is for --kubernetes"));
        assertTrue(run("--report", "--collector-ca", "/no/ca").output().contains("/no/ca doesn't exist"));
    }

    @Test
    void theReportNamesEveryCheckAndItsCure() throws Exception {
        Ended ended = run("--report", "--native", folder.resolve("none").toString(), "--collector", NOBODY.toString());
        assertEquals(1, ended.code());
        for (String check : new String[] {"rights", "kernel", "BTF", "tracefs", "perf events", "eBPF", "cgroups"}) {
            assertTrue(ended.output().contains(check + " "), check + " isn't in " + ended.output());
        }
        assertTrue(ended.output().contains("podflame-launch isn't in"), ended.output());
        assertTrue(ended.output().contains("can't be reached"), ended.output());
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        targets();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ended ended = run(
                    "--targets", folder.resolve("targets.yaml").toString(),
                    "--data", folder.resolve("data").toString(),
                    "--listen", "127.0.0.1:" + taken.getLocalPort());
            assertEquals(1, ended.code());
            assertTrue(ended.output().contains("can't listen on /127.0.0.1:" + taken.getLocalPort()), ended.output());
        }
    }

    @Test
    void aDataFolderThatCannotBeIsNamed() throws Exception {
        targets();
        Path file = Files.writeString(folder.resolve("plain"), "");
        Ended ended = run(
                "--targets",
                folder.resolve("targets.yaml").toString(),
                "--data",
                file.resolve("data").toString());
        assertEquals(1, ended.code());
        assertTrue(ended.output().contains("plain/data can't be written"), ended.output());
    }

    @Test
    void withoutAnEngineItRunsOnAndSaysWhyThereAreNoProfiles() throws Exception {
        targets();
        try (AgentProcess agent = AgentProcess.start(folder, folder.resolve("none"), NOBODY)) {
            Await.until("the reason", WITHIN, () -> agent.answers("/health", "podflame-launch isn't in"));
            String health = agent.get("/health");
            assertTrue(health.contains("\"status\":\"degraded\""), health);
            assertTrue(health.contains("\"engine\":\"failed\""), health);
            assertTrue(agent.get("/metrics").contains("podflame_agent_engine_running 0.0"));
        }
    }

    @Test
    void usageWaitsOnDiskAndASignalStopsTheAgentCleanly() throws Exception {
        targets();
        try (AgentProcess agent = AgentProcess.start(folder, folder.resolve("none"), NOBODY)) {
            Await.until("usage", WITHIN, () -> agent.answers("/metrics", "podflame_agent_usage_spool_batches 1.0"));
            agent.process.destroy();
            assertEquals(143, agent.process.waitFor());
        }
        try (TakingCollector collector = new TakingCollector();
                AgentProcess again = AgentProcess.start(folder, folder.resolve("none"), collector.url())) {
            Await.until("the usage of the first start", WITHIN, () -> {
                assertTrue(again.process.isAlive(), again.log());
                return collector.metrics() > 0;
            });
        }
    }

    private void targets() throws IOException {
        // This test's own process is the one that is profiled.
        Files.writeString(folder.resolve("targets.yaml"), """
                apiVersion: podflame.dev/v1alpha1
                kind: HostTarget
                metadata: {name: self}
                spec:
                  match:
                  - {commandLine: ".*surefire.*"}
                """);
    }

    private Ended run(String... options) throws Exception {
        Process process = new ProcessBuilder(AgentProcess.command(options))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), output);
    }
}
