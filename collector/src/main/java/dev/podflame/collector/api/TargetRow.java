package dev.podflame.collector.api;

import dev.podflame.collector.report.AgentReport.Container;
import dev.podflame.collector.report.TargetName;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A target and what became of the containers that it names, over all nodes.
///
/// @param active whether any agent has it in force
/// @param problem what is wrong with it; empty if nothing is
/// @param conflicts containers that it names and that another target has
/// @param overheadCpuPercent mean over its profiled containers, in percent of one CPU; null if none was
/// measured
/// @param lastSample milliseconds since the Unix epoch; null if there is none
/// @param items the containers; null unless a single target was asked for
@Serdeable
record TargetRow(
        String kind,
        String namespace,
        String name,
        boolean active,
        String problem,
        Pods pods,
        StateCounts containers,
        List<EngineCount> engines,
        List<SkipCount> skipped,
        long conflicts,
        @Nullable Double overheadCpuPercent,
        @Nullable Long lastSample,
        long nodes,
        @Nullable List<Item> items) {

    /// How many pods it names, and in how many of them a container is profiled.
    @Serdeable
    record Pods(long matched, long profiled) {}

    /// How many of its containers an engine profiles.
    @Serdeable
    record EngineCount(String engine, long containers) {}

    /// How many containers are skipped for a reason, and one of them.
    @Serdeable
    record SkipCount(String reason, long count, String example) {}

    /// A container as its agent reports it, and the node.
    @Serdeable
    record Item(
            String node,
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
        static Item of(String node, Container container) {
            return new Item(
                    node,
                    container.namespace(),
                    container.pod(),
                    container.podUid(),
                    container.container(),
                    container.containerId(),
                    container.target(),
                    container.conflicts(),
                    container.service(),
                    container.workload(),
                    container.runtimes(),
                    container.state(),
                    container.engine(),
                    container.since(),
                    container.reason(),
                    container.message(),
                    container.lastSample(),
                    container.samples(),
                    container.cpuPercent(),
                    container.memoryBytes());
        }
    }
}
