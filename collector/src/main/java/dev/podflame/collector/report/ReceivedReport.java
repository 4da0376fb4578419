package dev.podflame.collector.report;

import java.time.Duration;
import java.time.Instant;

/// A report and when it came.
///
/// @param silent whether the node should have sent another one by now
public record ReceivedReport(AgentReport report, Instant receivedAt, boolean silent) {
    /// Agents report every ten seconds.
    static final Duration SILENT_AFTER = Duration.ofSeconds(60);
}
