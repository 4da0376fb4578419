package dev.podflame.agent.usage;

import dev.podflame.agent.process.CgroupMembership;
import dev.podflame.agent.process.ProcFiles;
import dev.podflame.agent.process.ProcStat;
import dev.podflame.agent.process.SelectedProcess;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Usage of the containers that selected processes run in. Belongs to one thread.
///
/// A container's usage is counted once, in the series of its oldest selected process.
final class ContainersUsage {

    private final ProcFiles proc;
    private final ContainerUsageReader reader;
    private final long bootMillis;
    private Map<String, Known> known = Map.of();

    ContainersUsage(ProcFiles proc, ContainerUsageReader reader, long bootMillis) {
        this.proc = proc;
        this.reader = reader;
        this.bootMillis = bootMillis;
    }

    /// @param startNanos stays the same for as long as the container is known, so that its sums have one beginning
    private record Known(CgroupMembership membership, long startNanos) {}

    void add(MetricsRequest request, List<SelectedProcess> running) {
        Map<String, SelectedProcess> oldest = new TreeMap<>();
        running.stream()
                .sorted(Comparator.comparingLong(process -> process.key().startTicks()))
                .forEach(process -> oldest.putIfAbsent(process.attributes().getOrDefault("container.id", ""), process));
        Map<String, Known> present = new HashMap<>();
        oldest.forEach((id, process) -> {
            Known container = know(id, process);
            present.put(id, container);
            long now = System.currentTimeMillis() * 1_000_000;
            reader.read(container.membership()).ifPresent(usage -> request.add(points(process, container, usage, now)));
        });
        known = present;
    }

    private Known know(String id, SelectedProcess process) {
        @Nullable Known before = known.get(id);
        if (before != null && before.membership().container().isPresent()) {
            return before;
        }
        CgroupMembership membership =
                CgroupMembership.parse(proc.cgroup(process.key().pid()));
        long startMillis = bootMillis + process.key().startTicks() * ProcStat.TICK_NANOS / 1_000_000;
        return new Known(membership, startMillis * 1_000_000);
    }

    private static MetricsRequest.Resource points(
            SelectedProcess process, Known container, ContainerUsage usage, long now) {
        MetricsRequest.Resource resource = new MetricsRequest.Resource(process.attributes(), container.startNanos());
        usage.cpuNanos().ifPresent(nanos -> resource.seconds("container.cpu.time", now, nanos));
        usage.workingSetBytes().ifPresent(bytes -> resource.bytes("container.memory.working_set", now, bytes));
        usage.memoryLimitBytes().ifPresent(bytes -> resource.bytes("container.memory.limit", now, bytes));
        usage.cpuLimitCores().ifPresent(cores -> resource.amount("container.cpu.limit", "{cpu}", now, cores));
        ContainerUsage.Throttling throttling = usage.throttling();
        // A group without a limit counts no periods.
        if (usage.cpuLimitCores().isPresent()) {
            throttling.throttledNanos().ifPresent(n -> resource.seconds("container.cpu.throttled.time", now, n));
            count(resource, "container.cpu.throttled.periods", now, throttling.throttledPeriods());
            count(resource, "container.cpu.periods", now, throttling.periods());
        }
        return resource;
    }

    private static void count(MetricsRequest.Resource resource, String name, long now, OptionalLong value) {
        value.ifPresent(number -> resource.count(name, "{period}", now, number));
    }
}
