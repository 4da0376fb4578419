package dev.podflame.agent.report;

import dev.podflame.crds.match.TargetId;
import java.util.List;

/// What one agent says of itself, as it goes to the collector in JSON. Times are in ISO 8601, empty where there is
/// none.
///
/// @param boot one start of the agent
/// @param containers every container of this node that a target names, and no others
public record AgentReport(
        String node,
        String cluster,
        String version,
        String boot,
        String time,
        Engine engine,
        Overhead overhead,
        List<Target> targets,
        List<Container> containers) {

    /// Where the collector takes it.
    static final String PATH = "/agent/v1/report";

    public AgentReport {
        targets = List.copyOf(targets);
        containers = List.copyOf(containers);
    }

    /// What the profiling engine is doing.
    ///
    /// @param state `starting`, `running`, `failed` or `stopped`
    /// @param reason why it doesn't run; empty if it does
    public record Engine(String name, String state, String since, String reason, String cure) {}

    /// What profiling costs this node.
    ///
    /// @param nodeCpuPercent of all its CPUs
    /// @param nodeCores how many CPUs that are
    public record Overhead(
            double agentCores, double engineCores, long memoryBytes, double nodeCpuPercent, int nodeCores) {}

    /// A target's name.
    public record TargetName(String kind, String namespace, String name) {
        static TargetName of(TargetId id) {
            return new TargetName(id.kind(), id.namespace(), id.name());
        }
    }

    /// A target that the agent knows, whether or not anything here matches it.
    public record Target(String kind, String namespace, String name, boolean active, String problem) {}

    /// A container that a target names.
    ///
    /// @param state `profiled`, `waiting` (selected, and nothing came yet) or `skipped`
    /// @param since when its state and reason became what they are
    /// @param engine `async-profiler` if it is in a JVM of the container, else `ebpf`; empty if it is skipped
    /// @param reason one word; for one that is profiled, about what of its target can't be had
    /// @param message the same as a sentence, or what else there is to say
    /// @param samples kept since the agent began
    /// @param cpuPercent its share of what profiling costs, in percent of one CPU, inside its JVMs and outside
    /// @param memoryBytes what async-profiler takes of its memory
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
            String since,
            String reason,
            String message,
            String lastSample,
            long samples,
            double cpuPercent,
            long memoryBytes) {
        public Container {
            conflicts = List.copyOf(conflicts);
            runtimes = List.copyOf(runtimes);
        }
    }

    /// The part whose change is news: all but times, counts and costs.
    Object news() {
        return List.of(
                engine.state(),
                engine.reason(),
                targets,
                containers.stream()
                        .map(each -> List.of(
                                each.podUid(),
                                each.container(),
                                each.containerId(),
                                each.target(),
                                each.conflicts(),
                                each.runtimes(),
                                each.state(),
                                each.engine(),
                                each.reason(),
                                each.message()))
                        .toList());
    }
}
