package dev.podflame.collector.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.Reports;
import dev.podflame.collector.report.AgentReport.Container;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportReaderTest {
    private static final String WHOLE = Reports.report("node1", Reports.container("shop", "a-1", "a", "skipped"));

    private final ReportReader reader = new ReportReader();

    @Test
    void everyFieldIsRead() throws Exception {
        AgentReport report = read(WHOLE);

        assertEquals("node1", report.node());
        assertEquals(Instant.parse("2026-11-22T15:00:00Z"), report.time());
        assertEquals("running", report.engine().state());
        assertEquals(180_000_000, report.overhead().memoryBytes());
        Container container = report.containers().getFirst();
        assertEquals(new TargetName("ProfilingTarget", "shop", "a"), container.target());
        assertEquals(List.of(new TargetName("ClusterProfilingTarget", "", "everything")), container.conflicts());
        assertEquals("OptedOut", container.reason());
        assertEquals(Instant.parse("2026-11-22T14:59:50Z"), container.lastSample());
        assertEquals(123, container.samples());
        assertEquals(List.of("python"), container.runtimes());
    }

    @Test
    void whatIsNotKnownYetMayBeLeftOut() throws Exception {
        AgentReport report = read("""
                {"node": "n", "time": "2026-11-22T15:00:00Z", "engine": {"name": "ebpf", "state": "starting"},
                 "later": {"added": true},
                 "containers": [{"namespace": "a", "pod": "p", "container": "c", "state": "waiting", "lastSample": "",
                                 "cpuPercent": null, "target": {"kind": "ClusterProfilingTarget", "name": "t"}}]}
                """);

        assertNull(report.engine().since());
        assertNull(report.overhead().nodeCpuPercent());
        assertNull(report.containers().getFirst().lastSample());
        assertNull(report.containers().getFirst().cpuPercent());
        assertEquals("", report.containers().getFirst().target().namespace());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"node\": \"node1\"|\"node\": 7|node must be a text",
                "\"node\": \"node1\"|\"node\": \"\"|node is missing",
                "\"time\": \"2026-11-22T15:00:00Z\"|\"time\": \"yesterday\"|time must be a time such as",
                "\"state\": \"running\"|\"state\": \"fine\"|engine.state must be one of failed, running, starting",
                "\"state\": \"skipped\"|\"state\": \"gone\"|containers[0].state must be one of profiled, skipped, waiting",
                "\"agentCores\": 0.002|\"agentCores\": -1|overhead.agentCores must be a number that isn't negative",
                "\"agentCores\": 0.002|\"agentCores\": \"x\"|overhead.agentCores must be a number",
                "\"runtimes\": [\"python\"]|\"runtimes\": \"python\"|containers[0].runtimes must be a list",
                "\"runtimes\": [\"python\"]|\"runtimes\": [1]|containers[0].runtimes[0] must be a text",
                "\"kind\": \"ProfilingTarget\"|\"kind\": \"HostTarget\"|containers[0].target.kind must be one of",
                "\"targets\": []|\"targets\": [1]|targets[0] must be an object",
            })
    void whatIsWrongIsNamedWithItsPlace(String right, String wrong, String complaint) {
        assertTrue(WHOLE.contains(right), right);

        BadReportException refused = assertThrows(BadReportException.class, () -> read(WHOLE.replace(right, wrong)));

        assertTrue(String.valueOf(refused.getMessage()).startsWith(complaint), refused.getMessage());
    }

    @Test
    void whatIsNoReportAtAllIsRefused() {
        for (String body : List.of("", "{", "[]", "7", "null", "\"x\"", "[".repeat(5000))) {
            assertThrows(BadReportException.class, () -> read(body), () -> body.length() + " characters");
        }
    }

    @Test
    void listsAndTextsAreBounded() throws Exception {
        String many = "{\"kind\": \"ClusterProfilingTarget\", \"name\": \"t\"}" + ",{}".repeat(6000);

        BadReportException refused = assertThrows(
                BadReportException.class, () -> read(WHOLE.replace("\"targets\": []", "\"targets\": [" + many + "]")));

        assertTrue(String.valueOf(refused.getMessage()).contains("6001 elements"), refused.getMessage());
        assertEquals(
                1024, read(WHOLE.replace("0.1.0", "v".repeat(9000))).version().length());
        assertEquals("a b", read(WHOLE.replace("0.1.0", "a\\nb")).version());
    }

    private AgentReport read(String json) throws BadReportException {
        return reader.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
