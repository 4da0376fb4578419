package dev.podflame.operator.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.crds.match.TargetId;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AgentReportTest {
    private static final TargetId CHECKOUT = new TargetId("ProfilingTarget", "shop", "checkout");

    private static AgentReport read(String json) {
        return JsonMapper.builder().build().readValue(json, AgentReport.class);
    }

    @Test
    void aWholeReportIsReadAndWhatIsUnknownIsPassedOver() {
        AgentReport report = read("""
                {"node": "node1", "cluster": "", "version": "0.1.0", "boot": "b", "time": "2026-11-22T15:00:00Z",
                 "engine": {"name": "ebpf", "state": "running", "since": "2026-11-22T14:00:00Z", "reason": ""},
                 "overhead": {"agentCores": 0.002}, "targets": [{"kind": "ProfilingTarget", "active": true}],
                 "receivedAt": 1795359600000, "silent": false,
                 "containers": [{"namespace": "shop", "pod": "checkout-1", "podUid": "u1", "container": "app",
                   "containerId": "00", "target": {"kind": "ProfilingTarget", "namespace": "shop", "name": "checkout"},
                   "conflicts": [], "runtimes": ["python"], "state": "profiled", "engine": "ebpf",
                   "since": "2026-11-22T14:00:00Z", "reason": "", "message": "",
                   "lastSample": "2026-11-22T14:59:59Z", "samples": 123, "cpuPercent": 0.1}]}
                """);

        assertEquals("node1", report.node());
        assertEquals("running", report.engine().state());
        AgentReport.Container container = report.containers().getFirst();
        assertTrue(container.profiled());
        assertTrue(container.isFor(CHECKOUT));
        assertEquals(Optional.of(Instant.parse("2026-11-22T14:59:59Z")), container.newestSample());
        assertEquals(0.1, container.cpuPercent());
    }

    @Test
    void missingAndNullFieldsAreNoReasonToFail() {
        AgentReport report = read("""
                {"node": "node1", "containers": [
                  {"podUid": "u1", "container": "app", "state": "waiting", "lastSample": null, "target": null},
                  {"state": "waiting", "reason": "EngineFailed",
                   "target": {"kind": "ClusterProfilingTarget", "name": "all"}}]}
                """);

        assertFalse(report.silent());
        AgentReport.Container first = report.containers().getFirst();
        assertTrue(first.awaitsSamples());
        assertFalse(first.isFor(CHECKOUT));
        AgentReport.Container second = report.containers().getLast();
        assertFalse(second.awaitsSamples());
        assertTrue(second.isFor(new TargetId("ClusterProfilingTarget", "", "all")));
    }
}
