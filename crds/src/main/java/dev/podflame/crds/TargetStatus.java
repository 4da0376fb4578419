package dev.podflame.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.kubernetes.api.model.Condition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a target is doing. Only the operator writes it. Values are coarse (counts, whole minutes), so that it isn't
/// written anew with every sample.
@JsonInclude(JsonInclude.Include.NON_NULL)
public class TargetStatus {
    /// Types of conditions, in the order in which they are shown.
    public static final List<String> CONDITIONS =
            List.of("Ready", "AgentsAvailable", "PodsMatched", "Attached", "SamplesFlowing", "Conflicted", "Suspended");

    public @Nullable Long observedGeneration;

    public @Nullable List<Condition> conditions;

    @JsonPropertyDescription("Running pods: matched by the selector, selected by schedule and sampling, and profiled.")
    public @Nullable Pods pods;

    @JsonPropertyDescription("Containers of the selected pods.")
    public @Nullable Containers containers;

    public @Nullable List<EngineCount> engines;

    @JsonPropertyDescription("Why containers aren't profiled, the most frequent reason first.")
    public @Nullable List<SkipCount> skipped;

    public @Nullable Overhead overhead;

    @JsonPropertyDescription("When the newest sample was taken, in whole minutes.")
    public @Nullable String lastSampleTime;

    /// Counts of running pods. How many are profiled is left out while nobody knows.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public static class Pods {
        public int matched;
        public int selected;
        public @Nullable Integer profiled;
    }

    /// Counts of containers.
    public static class Containers {
        public int profiled;
        public int skipped;
    }

    /// How many containers an engine serves.
    public static class EngineCount {
        public String engine = "";
        public int containers;
    }

    /// How many containers aren't profiled for a reason.
    public static class SkipCount {
        public String reason = "";
        public int count;

        @JsonPropertyDescription("One of them, and what would change it.")
        public String example = "";
    }

    /// What profiling costs.
    public static class Overhead {
        @JsonPropertyDescription("Percent of one CPU that the agents spend per profiled container, on average.")
        public double cpuPercent;
    }
}
