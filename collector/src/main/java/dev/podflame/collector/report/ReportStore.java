package dev.podflame.collector.report;

import static java.util.Comparator.comparing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The newest report of each node, in memory: after a restart of the collector the agents send them again
/// within seconds. A node that sends none is forgotten after ten minutes. Thread-safe.
public final class ReportStore {
    static final int MOST_NODES = 5_000;
    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final Map<Node, Received> newest = new HashMap<>();

    private record Node(String cluster, String name) {}

    private record Received(AgentReport report, Instant at) {}

    public ReportStore(InstantSource clock) {
        this.clock = clock;
    }

    /// Keeps a report in place of the node's last one.
    ///
    /// @return whether there was room for it
    boolean put(AgentReport report) {
        Instant now = clock.instant();
        Node node = new Node(report.cluster(), report.node());
        synchronized (newest) {
            forget(now);
            if (newest.size() >= MOST_NODES && !newest.containsKey(node)) {
                return false;
            }
            newest.put(node, new Received(report, now));
            return true;
        }
    }

    /// All that are known, by cluster and node.
    public List<ReceivedReport> all() {
        Instant now = clock.instant();
        synchronized (newest) {
            forget(now);
            Comparator<ReceivedReport> byNode = comparing(
                            (ReceivedReport received) -> received.report().cluster())
                    .thenComparing(received -> received.report().node());
            return newest.values().stream()
                    .map(received -> new ReceivedReport(
                            received.report, received.at, now.isAfter(received.at.plus(ReceivedReport.SILENT_AFTER))))
                    .sorted(byNode)
                    .toList();
        }
    }

    private void forget(Instant now) {
        newest.values().removeIf(received -> now.isAfter(received.at.plus(FORGOTTEN_AFTER)));
    }
}
