package dev.podflame.operator.report;

import dev.podflame.crds.match.TargetId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One agent's report, as far as the operator needs it.
///
/// @param receivedAt when the collector got it, in epoch milliseconds
/// @param silent whether that is so long ago that it says nothing about now
public record AgentReport(String node, long receivedAt, boolean silent, Engine engine, List<Container> containers) {

    public AgentReport(
            @Nullable String node,
            long receivedAt,
            boolean silent,
            @Nullable Engine engine,
            @Nullable List<Container> containers) {
        this.node = Objects.requireNonNullElse(node, "");
        this.receivedAt = receivedAt;
        this.silent = silent;
        this.engine = engine == null ? new Engine("", "", "") : engine;
        this.containers = containers == null ? List.of() : List.copyOf(containers);
    }

    public Instant received() {
        return Instant.ofEpochMilli(receivedAt);
    }

    /// The engine of a whole node.
    ///
    /// @param state `starting`, `running`, `failed` or `stopped`
    public record Engine(String name, String state, String reason) {
        public Engine(@Nullable String name, @Nullable String state, @Nullable String reason) {
            this.name = Objects.requireNonNullElse(name, "");
            this.state = Objects.requireNonNullElse(state, "");
            this.reason = Objects.requireNonNullElse(reason, "");
        }
    }

    /// A target as reports name it.
    public record TargetRef(
            @Nullable String kind,
            @Nullable String namespace,
            @Nullable String name) {
        boolean names(TargetId id) {
            return id.kind().equals(kind)
                    && id.name().equals(name)
                    && id.namespace().equals(Objects.requireNonNullElse(namespace, ""));
        }
    }

    /// One container that a target names.
    ///
    /// @param state `profiled`, `waiting` or `skipped`
    /// @param reason why it isn't profiled, in one word
    /// @param message the same as a sentence
    /// @param cpuPercent what its profiling costs, in percent of one CPU
    public record Container(
            String podUid,
            String container,
            @Nullable TargetRef target,
            String state,
            String engine,
            String reason,
            String message,
            @Nullable Instant lastSample,
            @Nullable Double cpuPercent) {

        public Container(
                @Nullable String podUid,
                @Nullable String container,
                @Nullable TargetRef target,
                @Nullable String state,
                @Nullable String engine,
                @Nullable String reason,
                @Nullable String message,
                @Nullable Instant lastSample,
                @Nullable Double cpuPercent) {
            this.podUid = Objects.requireNonNullElse(podUid, "");
            this.container = Objects.requireNonNullElse(container, "");
            this.target = target;
            this.state = Objects.requireNonNullElse(state, "");
            this.engine = Objects.requireNonNullElse(engine, "");
            this.reason = Objects.requireNonNullElse(reason, "");
            this.message = Objects.requireNonNullElse(message, "");
            this.lastSample = lastSample;
            this.cpuPercent = cpuPercent;
        }

        /// Reasons to wait that end by themselves.
        private static final Set<String> WAITS = Set.of("", "NoSampleYet", "ContainerNotRunning", "EngineStarting");

        public boolean profiled() {
            return state.equals("profiled");
        }

        /// Whether nothing is wrong and only samples are missing; a failed engine is something wrong.
        public boolean awaitsSamples() {
            return state.equals("waiting") && WAITS.contains(reason);
        }

        public boolean isFor(TargetId id) {
            return target != null && target.names(id);
        }

        public Optional<Instant> newestSample() {
            return Optional.ofNullable(lastSample);
        }
    }
}
