package dev.podflame.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` of each part on the way from a real busy process to the store, and what the sums say afterwards.
class CrashE2E {
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1) / 19;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String TARGET = """
            apiVersion: podflame.dev/v1alpha1
            kind: HostTarget
            metadata: {name: busy}
            spec:
              match:
              - commandLine: "podflame-crash-test"
              service: {name: busy, namespace: crash}
            """;

    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path data = Path.of("");

    private Path targets = Path.of("");
    private int collectorPort;
    private int agentPort;
    private String libchdb = "";
    private Process collector = startNothing();
    private Process agent = startNothing();
    private Process busy = startNothing();

    @BeforeEach
    void startAll() throws Exception {
        libchdb = Programs.libchdb();
        collectorPort = Programs.freePort();
        agentPort = Programs.freePort();
        targets = Files.writeString(data.resolve("targets.yaml"), TARGET);
        collector = Programs.collector(data, collectorPort, libchdb);
        Waiting.until(
                PATIENCE,
                "the collector is not ready",
                () -> answers("http://127.0.0.1:" + collectorPort + "/health/ready"));
        agent = startAgent();
        busy = new ProcessBuilder("python3", "-c", "while True: pass # podflame-crash-test").start();
    }

    @AfterEach
    void stopAll() throws Exception {
        for (Process process : List.of(busy, agent, collector)) {
            process.destroy();
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void killingClickHouseAndCollectorLosesAndDoublesNothing() throws Exception {
        awaitBatches(2);
        ProcessHandle child = collector.children().findFirst().orElseThrow();
        child.destroyForcibly();
        awaitBatches(batches() + 1);
        collector.destroyForcibly().waitFor();
        Waiting.until(PATIENCE, "no batch waits on the agent's disk", () -> metric("profiles_spool_batches") > 0);
        collector = Programs.collector(data, collectorPort, libchdb);
        awaitBatches(batches() + 2);

        busy.destroyForcibly().waitFor();
        long kept = awaitDrained();
        sendAll();
        long stored = stored("now-30m", "now");
        System.out.printf(
                "kill -9 of ClickHouse and collector: %d samples of %d ns kept by the agent = %d ns, stored %d ns%n",
                kept, PERIOD_NANOS, kept * PERIOD_NANOS, stored);
        assertEquals(kept * PERIOD_NANOS, stored);
    }

    @Test
    void killingTheAgentEndsItsChildrenAndDoublesNothing() throws Exception {
        awaitBatches(2);
        List<ProcessHandle> children = agent.descendants().toList();
        assertTrue(children.size() >= 2, "launcher and engine run: " + children);
        agent.destroyForcibly().waitFor();
        Waiting.until(
                Duration.ofSeconds(20),
                "the agent's children live on",
                () -> children.stream().noneMatch(ProcessHandle::isAlive));
        String closed = Long.toString(Waiting.bucket(System.currentTimeMillis()) - 10_000);
        long before = stored("now-30m", closed);

        agent = startAgent();
        awaitBatches(2);
        busy.destroyForcibly().waitFor();
        long keptAfter = awaitDrained();
        sendAll();
        long after = stored("now-30m", closed);
        long all = stored("now-30m", "now");
        System.out.printf(
                "kill -9 of the agent: %d ns stored before, %d ns of the same time after its restart, %d ns in all%n",
                before, after, all);
        assertTrue(before > 0, "nothing was stored before");
        assertTrue(after >= before, "stored before " + before + ", after " + after);
        // What the second run kept is stored once; only batches that the first one had on disk may come on top.
        assertTrue(all - before >= keptAfter * PERIOD_NANOS, "the second run lost samples");
        assertTrue(after - before <= 20L * TimeUnit.SECONDS.toNanos(1), "more came on top than two batches can hold");
    }

    private Process startAgent() throws Exception {
        Process started = Programs.agent(data, targets, collectorPort, agentPort);
        Waiting.until(
                PATIENCE,
                "the engine does not run",
                () -> answers("http://127.0.0.1:" + agentPort + "/metrics") && metric("engine_running") == 1);
        return started;
    }

    /// Stops the agent, which sends what it can in a moment and leaves the rest on its disk; then starts it once more
    /// until the rest is sent too.
    private void sendAll() throws Exception {
        stopAgent();
        agent = startAgent();
        Waiting.until(PATIENCE, "batches stay on the agent's disk", () -> metric("profiles_spool_batches") == 0);
        stopAgent();
    }

    private void stopAgent() throws InterruptedException {
        agent.destroy();
        assertTrue(agent.waitFor(30, TimeUnit.SECONDS), "the agent does not stop");
    }

    private long batches() throws Exception {
        return metric("profiles_batches_sent_total");
    }

    private void awaitBatches(long wanted) throws Exception {
        Waiting.until(PATIENCE, "fewer than " + wanted + " batches were sent", () -> batches() >= wanted);
    }

    /// Samples that the agent has kept after two more reports of the engine, the busy process having ended before them.
    private long awaitDrained() throws Exception {
        long reports = metric("engine_messages_total");
        Waiting.until(PATIENCE, "the engine reports no more", () -> metric("engine_messages_total") >= reports + 2);
        return metric("samples_total{fate=\"kept\"}");
    }

    /// What the store sums up for a range, when nothing that the collector has accepted waits to be stored any more.
    private long stored(String from, String to) throws Exception {
        String at = "http://127.0.0.1:" + collectorPort;
        Waiting.until(PATIENCE, "the collector's spool isn't stored", () -> gauge(at, "podflame_spool_bytes") == 0);
        return new Api(at)
                .get("flamegraph.json?namespace=crash&service=busy&nodes=10&from=" + from + "&to=" + to)
                .path("total")
                .asLong();
    }

    private long metric(String name) throws Exception {
        return gauge("http://127.0.0.1:" + agentPort, "podflame_agent_" + name);
    }

    private long gauge(String at, String name) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(at + "/metrics")).build();
        String text = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return text.lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }

    private boolean answers(String url) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    private static Process startNothing() {
        try {
            return new ProcessBuilder("true").start();
        } catch (IOException e) {
            throw new IllegalStateException("can't start a process", e);
        }
    }
}
