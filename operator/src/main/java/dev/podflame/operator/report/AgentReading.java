package dev.podflame.operator.report;

import java.time.Instant;
import java.util.List;

/// What is known of the agents.
public sealed interface AgentReading {

    /// Their reports, as the collector had them at a time that isn't long ago.
    record Fresh(Instant at, List<AgentReport> agents) implements AgentReading {
        public Fresh {
            agents = List.copyOf(agents);
        }
    }

    /// Nothing that could be called news.
    record Unreachable(String reason) implements AgentReading {}
}
