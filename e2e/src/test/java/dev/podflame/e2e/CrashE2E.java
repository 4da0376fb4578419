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
    private static final Duration PATIENCE = Duration.ofSeconds(90);
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
        stopAgent();
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
        stopAgent();
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

    /// Samples that the agent has kept when two engine reports after the busy process ended brought nothing new. What
    /// of
    /// them isn't sent yet is sent when the agent stops.
    private long awaitDrained() throws Exception {
        long reports = metric("engine_messages_total");
        Waiting.until(PATIENCE, "the engine reports no more", () -> metric("engine_messages_total") >= reports + 2);
        return metric("samples_total{fate=\"kept\"}");
    }

    private long stored(String from, String to) throws Exception {
        Api api = new Api("http://127.0.0.1:" + collectorPort);
        long[] last = {-1};
        // What the agent has handed over is in the collector's spool at least; two equal readings say it is stored.
        Waiting.until(PATIENCE, "the sum does not settle", () -> {
            long sum = api.get("flamegraph.json?namespace=crash&service=busy&nodes=10&from=" + from + "&to=" + to)
                    .path("total")
                    .asLong();
            long before = last[0];
            last[0] = sum;
            Waiting.untilMillis(System.currentTimeMillis() + TimeUnit.SECONDS.toMillis(3));
            return sum == before;
        });
        return last[0];
    }

    private long metric(String name) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + agentPort + "/metrics"))
                .build();
        String text = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        return text.lines()
                .filter(line -> line.startsWith("podflame_agent_" + name + " "))
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
