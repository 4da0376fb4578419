package dev.podflame.collector.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.podflame.collector.api.TargetRow.EngineCount;
import dev.podflame.collector.api.TargetRow.Pods;
import dev.podflame.collector.api.TargetRow.SkipCount;
import dev.podflame.collector.report.AgentReport;
import dev.podflame.collector.report.AgentReport.Container;
import dev.podflame.collector.report.AgentReport.Engine;
import dev.podflame.collector.report.AgentReport.Overhead;
import dev.podflame.collector.report.AgentReport.Target;
import dev.podflame.collector.report.ReceivedReport;
import dev.podflame.collector.report.TargetName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TargetRowsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final TargetName CHECKOUT = new TargetName("ProfilingTarget", "shop", "checkout");
    private static final TargetName ALL = new TargetName("ClusterProfilingTarget", "", "all");

    @Test
    void nodesAreSummedUpByTarget() {
        List<TargetRow> rows = new TargetRows(List.of(
                        node(
                                "n1",
                                false,
                                container("a-1", "app", CHECKOUT, Container.PROFILED, "", NOON, 0.2),
                                container("a-1", "proxy", CHECKOUT, Container.WAITING, "NoSampleYet", null, null),
                                container("a-2", "app", CHECKOUT, Container.SKIPPED, "OptedOut", null, null)),
                        node(
                                "n2",
                                false,
                                container("a-3", "app", CHECKOUT, Container.PROFILED, "", NOON.plusSeconds(9), 0.4),
                                container("a-4", "app", CHECKOUT, Container.SKIPPED, "EngineFailed", null, null),
                                container("a-5", "app", CHECKOUT, Container.SKIPPED, "EngineFailed", null, null))))
                .list(_ -> true, false);

        assertEquals(
                List.of("all", "checkout"), rows.stream().map(TargetRow::name).toList());
        TargetRow row = rows.getLast();
        assertEquals(new Pods(5, 2), row.pods());
        assertEquals(new StateCounts(2, 1, 3), row.containers());
        assertEquals(List.of(new EngineCount("ebpf", 2)), row.engines());
        assertEquals(
                List.of(
                        new SkipCount("EngineFailed", 2, "shop/a-4/app: because EngineFailed"),
                        new SkipCount("OptedOut", 1, "shop/a-2/app: because OptedOut")),
                row.skipped());
        assertEquals(0.3, row.overheadCpuPercent());
        assertEquals(NOON.plusSeconds(9).toEpochMilli(), row.lastSample());
        assertEquals(2, row.nodes());
        assertEquals(0, row.conflicts());
        assertEquals(6, rows.getFirst().conflicts());
        assertNull(row.items());
    }

    @Test
    void aTargetThatMatchesNothingIsThereWithItsProblem() {
        TargetRow row =
                new TargetRows(List.of(node("n1", false))).list(_ -> true, true).getFirst();

        assertEquals("shop", row.namespace());
        assertEquals("bad cron", row.problem());
        assertEquals(new Pods(0, 0), row.pods());
        assertNull(row.overheadCpuPercent());
        assertNull(row.lastSample());
        assertEquals(List.of(), row.items());
    }

    @Test
    void whatASilentNodeSaidIsNotCountedAsRunning() {
        TargetRow row = new TargetRows(
                        List.of(node("n1", true, container("a-1", "app", CHECKOUT, Container.PROFILED, "", NOON, 0.2))))
                .list(CHECKOUT::equals, true)
                .getFirst();

        assertEquals(new StateCounts(0, 0, 0), row.containers());
        assertEquals(0, row.nodes());
        assertEquals(NOON.toEpochMilli(), row.lastSample());
    }

    @Test
    void itemsSayTheirNode() {
        TargetRow row = new TargetRows(List.of(
                        node("n1", false, container("a-1", "app", CHECKOUT, Container.PROFILED, "", NOON, 0.2))))
                .list(CHECKOUT::equals, true)
                .getFirst();

        List<TargetRow.Item> items = row.items() == null ? List.of() : row.items();
        assertEquals(
                List.of("n1/a-1"),
                items.stream().map(item -> item.node() + "/" + item.pod()).toList());
    }

    private static ReceivedReport node(String name, boolean silent, Container... containers) {
        AgentReport report = new AgentReport(
                name,
                "",
                "0.1.0",
                "boot",
                NOON,
                new Engine("ebpf", "running", NOON, "", ""),
                new Overhead(null, null, null, null, null),
                List.of(new Target(CHECKOUT.kind(), CHECKOUT.namespace(), CHECKOUT.name(), true, "bad cron")),
                List.of(containers));
        return new ReceivedReport(report, NOON, silent);
    }

    private static Container container(
            String pod,
            String name,
            TargetName target,
            String state,
            String reason,
            @Nullable Instant lastSample,
            @Nullable Double cpuPercent) {
        return new Container(
                "shop",
                pod,
                "uid-" + pod,
                name,
                "id",
                target,
                List.of(ALL),
                "checkout",
                "Deployment/checkout",
                List.of("jvm"),
                state,
                "ebpf",
                NOON,
                reason,
                reason.isEmpty() ? "" : "because " + reason,
                lastSample,
                1,
                cpuPercent,
                null);
    }
}
