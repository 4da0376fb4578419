package dev.podflame.collector.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.Reports;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportStoreTest {
    private Instant now = Instant.parse("2026-11-22T15:00:00Z");
    private final ReportStore store = new ReportStore(() -> now);

    @Test
    void theNewestOfEachNodeIsKept() throws Exception {
        store.put(report("node2"));
        store.put(report("node1"));
        now = now.plusSeconds(10);
        store.put(report("node2"));

        List<ReceivedReport> all = store.all();
        assertEquals(
                List.of("node1", "node2"),
                all.stream().map(received -> received.report().node()).toList());
        assertEquals(now, all.getLast().receivedAt());
    }

    @Test
    void aNodeIsSilentAfterAMinuteAndForgottenAfterTen() throws Exception {
        store.put(report("node1"));

        now = now.plus(ReceivedReport.SILENT_AFTER);
        assertFalse(store.all().getFirst().silent());
        now = now.plusMillis(1);
        assertTrue(store.all().getFirst().silent());
        now = now.plus(ReportStore.FORGOTTEN_AFTER.minus(Duration.ofSeconds(60)));
        assertEquals(List.of(), store.all());
    }

    @Test
    void thereIsRoomForSoManyNodesAndForThoseThatAreKnown() throws Exception {
        for (int i = 0; i < ReportStore.MOST_NODES; i++) {
            assertTrue(store.put(report("node" + i)));
        }

        assertFalse(store.put(report("one-more")));
        assertTrue(store.put(report("node7")));
        now = now.plus(ReportStore.FORGOTTEN_AFTER).plusMillis(1);
        assertTrue(store.put(report("one-more")));
    }

    private static AgentReport report(String node) throws BadReportException {
        return new ReportReader().read(Reports.report(node).getBytes(StandardCharsets.UTF_8));
    }
}
