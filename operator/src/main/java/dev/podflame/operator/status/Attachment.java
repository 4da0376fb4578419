package dev.podflame.operator.status;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.SortedSet;

/// What the agents have made of a target's selected containers.
public sealed interface Attachment {

    /// From fresh reports.
    ///
    /// @param pods pods with a profiled container
    /// @param profiled containers that samples come from
    /// @param waiting containers that an engine has, without a sample so far
    /// @param skipped containers that an agent doesn't profile
    /// @param engines profiled containers by engine
    /// @param cpuPercent percent of one CPU that a profiled container costs on average
    /// @param missing nodes with selected pods whose agent says nothing
    record Known(
            int pods,
            int profiled,
            int waiting,
            int skipped,
            SortedMap<String, Integer> engines,
            OptionalDouble cpuPercent,
            Optional<Instant> lastSample,
            SortedSet<String> missing)
            implements Attachment {}

    /// Nobody can say.
    record Unknown(String reason) implements Attachment {}
}
