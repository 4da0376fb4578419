package dev.podflame.collector.report;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one node's agent says of itself and of the containers that targets name. [ReportReader] checks
/// what comes in.
///
/// @param cluster empty if the agent wasn't told
/// @param boot one run of the machine
/// @param containers those of this node that a target names, profiled or not
@Serdeable
public record AgentReport(
        String node,
        String cluster,
        String version,
        String boot,
        Instant time,
        Engine engine,
        Overhead overhead,
        List<Target> targets,
        List<Container> containers) {

    public AgentReport {
        targets = List.copyOf(targets);
        containers = List.copyOf(containers);
    }

    /// The engine of the whole node.
    ///
    /// @param state starting, running, failed or stopped
    /// @param reason why it isn't running; empty if it is
    /// @param cure what a person can do about it
    @Serdeable
    public record Engine(
            String name, String state, @Nullable Instant since, String reason, String cure) {}

    /// What profiling costs on this node; null where it isn't known.
    ///
    /// @param nodeCpuPercent share of the node's CPU
    /// @param nodeCores CPUs of the node
    @Serdeable
    public record Overhead(
            @Nullable Double agentCores,
            @Nullable Double engineCores,
            @Nullable Double memoryBytes,
            @Nullable Double nodeCpuPercent,
            @Nullable Double nodeCores) {}

    /// A target that the agent knows of.
    ///
    /// @param problem what is wrong with it; empty if nothing is
    @Serdeable
    public record Target(String kind, String namespace, String name, boolean active, String problem) {
        public TargetName target() {
            return new TargetName(kind, namespace, name);
        }
    }

    /// A container that a target names.
    ///
    /// @param target the one that decided
    /// @param conflicts others that named it too and lost
    /// @param state [#PROFILED]; [#WAITING]: selected, but no sample has come yet; or [#SKIPPED]
    /// @param reason CamelCase, such as OptedOut; for one that is profiled, why it is less than was asked for
    /// @param message the reason as a sentence
    /// @param samples how many were taken since the agent began
    /// @param cpuPercent share of profiling's CPU that is spent on it, in percent of one CPU
    /// @param memoryBytes what profiling takes of the container's own memory
    @Serdeable
    public record Container(
            String namespace,
            String pod,
            String podUid,
            String container,
            String containerId,
            TargetName target,
            List<TargetName> conflicts,
            String service,
            String workload,
            List<String> runtimes,
            String state,
            String engine,
            @Nullable Instant since,
            String reason,
            String message,
            @Nullable Instant lastSample,
            long samples,
            @Nullable Double cpuPercent,
            @Nullable Double memoryBytes) {
        public static final String PROFILED = "profiled";
        public static final String WAITING = "waiting";
        public static final String SKIPPED = "skipped";

        public Container {
            conflicts = List.copyOf(conflicts);
            runtimes = List.copyOf(runtimes);
        }
    }
}
