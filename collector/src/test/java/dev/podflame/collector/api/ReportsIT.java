package dev.podflame.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.GuardedCollector;
import dev.podflame.collector.Reports;
import dev.podflame.collector.flamegraph.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Reports in, targets and agents out, over HTTPS.
class ReportsIT {
    private static GuardedCollector collector;

    @BeforeAll
    static void start() throws Exception {
        collector = new GuardedCollector();
        assertEquals(204, send(GuardedCollector.AGENT1, first()).statusCode());
        String second = Reports.report("node2", Reports.container("bank", "ledger-1", "ledger", "profiled"));
        assertEquals(204, send(GuardedCollector.AGENT2, second).statusCode());
    }

    private static String first() {
        return Reports.report(
                        "node1",
                        Reports.container("shop", "a-1", "checkout", "profiled"),
                        Reports.container("shop", "a-2", "checkout", "skipped"),
                        Reports.container("bank", "ledger-2", "ledger", "waiting"))
                .replace(
                        "\"targets\": []",
                        "\"targets\": [" + target("shop", "checkout") + "," + target("shop", "idle") + ","
                                + target("bank", "ledger") + "," + target("", "everything") + "]");
    }

    private static String target(String namespace, String name) {
        return String.format(
                Locale.ROOT,
                "{\"kind\": \"%s\", \"namespace\": \"%s\", \"name\": \"%s\", \"active\": true, \"problem\": \"\"}",
                namespace.isEmpty() ? "ClusterProfilingTarget" : "ProfilingTarget",
                namespace,
                name);
    }

    @AfterAll
    static void stop() throws IOException {
        collector.close();
    }

    @Test
    void agentsAreListedWithCountsOrWithTheirContainers() throws Exception {
        Json agents = json("/api/v1/agents", GuardedCollector.ROOT).at("agents");

        assertEquals(2, agents.size());
        assertEquals("node1", agents.at(0, "node").text());
        assertEquals(1, agents.at(0, "containers", "profiled").number());
        assertEquals(1, agents.at(0, "containers", "waiting").number());
        assertEquals(1, agents.at(0, "containers", "skipped").number());
        assertEquals("2026-11-22T14:00:00Z", agents.at(0, "engine", "since").text());
        assertFalse(agents.at(0, "silent").node().getBooleanValue());
        assertTrue(
                Math.abs(System.currentTimeMillis() - agents.at(0, "receivedAt").number()) < 600_000);
        Json full =
                json("/api/v1/agents?containers=true", GuardedCollector.ROOT).at("agents", 0);
        assertEquals(
                "2026-11-22T14:59:50Z", full.at("containers", 0, "lastSample").text());
        assertEquals("checkout", full.at("containers", 0, "target", "name").text());
        assertEquals(4, full.at("targets").size());
    }

    @Test
    void targetsAreSummedUpOverTheNodes() throws Exception {
        Json targets = json("/api/v1/targets", GuardedCollector.ROOT).at("targets");

        assertEquals(4, targets.size());
        assertEquals("ClusterProfilingTarget", targets.at(0, "kind").text());
        assertEquals(4, targets.at(0, "conflicts").number());
        Json ledger = targets.at(1);
        assertEquals("ledger", ledger.at("name").text());
        assertEquals(2, ledger.at("nodes").number());
        assertEquals(2, ledger.at("pods", "matched").number());
        assertEquals(1, ledger.at("pods", "profiled").number());
        assertEquals("ebpf", ledger.at("engines", 0, "engine").text());
        Json checkout = targets.at(2);
        assertEquals("OptedOut", checkout.at("skipped", 0, "reason").text());
        assertEquals(
                "shop/a-2/app: OptedOut", checkout.at("skipped", 0, "example").text());
        assertEquals(0.1, checkout.at("overheadCpuPercent").decimal());
        assertEquals(1795359590000L, checkout.at("lastSample").number());
        assertTrue(checkout.at("items").isNull());
        assertEquals("idle", targets.at(3, "name").text());
        assertTrue(targets.at(3, "lastSample").isNull());
    }

    @Test
    void oneTargetComesWithItsContainers() throws Exception {
        Json targets = json(
                        "/api/v1/targets?kind=ProfilingTarget&namespace=shop&name=checkout", GuardedCollector.SHOPPER)
                .at("targets");

        assertEquals(1, targets.size());
        assertEquals(2, targets.at(0, "items").size());
        assertEquals("node1", targets.at(0, "items", 0, "node").text());
        assertEquals("a-1", targets.at(0, "items", 0, "pod").text());
        assertEquals("profiled", targets.at(0, "items", 0, "state").text());
        assertEquals(1_048_576, targets.at(0, "items", 0, "memoryBytes").decimal());
    }

    @Test
    void whoReadsOneNamespaceSeesItsTargetsAndTheClustersOnesThatNameItsPods() throws Exception {
        Json targets = json("/api/v1/targets", GuardedCollector.SHOPPER).at("targets");
        Json agents =
                json("/api/v1/agents?containers=true", GuardedCollector.SHOPPER).at("agents");

        assertEquals(3, targets.size());
        assertEquals("everything", targets.at(0, "name").text());
        assertEquals(2, targets.at(0, "conflicts").number());
        assertEquals("checkout", targets.at(1, "name").text());
        assertEquals("idle", targets.at(2, "name").text());
        assertEquals(1, agents.size());
        assertEquals(2, agents.at(0, "containers").size());
        assertEquals(
                0,
                json("/api/v1/targets", GuardedCollector.NOBODY).at("targets").size());
        assertEquals(
                0, json("/api/v1/agents", GuardedCollector.NOBODY).at("agents").size());
    }

    @Test
    void aReportMayBeCompressedAndABadOneIsRefusedWithItsReason() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(first().getBytes(StandardCharsets.UTF_8));
        }
        assertEquals(204, send(bytes.toByteArray(), "Content-Encoding", "gzip").statusCode());
        assertEquals(400, send(new byte[9], "Content-Encoding", "gzip").statusCode());
        assertEquals(400, send(new byte[9], "Content-Encoding", "br").statusCode());
        HttpResponse<String> bad = send(GuardedCollector.AGENT1, first().replace("\"waiting\"", "\"wating\""));
        assertEquals(400, bad.statusCode());
        assertTrue(bad.body().contains("containers[2].state must be one of"), bad.body());
        assertEquals(413, send(new byte[(4 << 20) + 1]).statusCode());
    }

    private static HttpResponse<String> send(String token, String report) throws Exception {
        return collector.send(
                "POST",
                "/agent/v1/report",
                token,
                report.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json");
    }

    private static HttpResponse<String> send(byte[] report, String... headers) throws Exception {
        return collector.send("POST", "/agent/v1/report", GuardedCollector.AGENT1, report, headers);
    }

    private static Json json(String path, String token) throws Exception {
        HttpResponse<String> answer = collector.get(path, token);
        assertEquals(200, answer.statusCode(), answer.body());
        return Json.of(answer.body().getBytes(StandardCharsets.ISO_8859_1));
    }
}
