package dev.podflame.collector.api;

import dev.podflame.collector.api.TargetRow.EngineCount;
import dev.podflame.collector.api.TargetRow.Item;
import dev.podflame.collector.api.TargetRow.Pods;
import dev.podflame.collector.api.TargetRow.SkipCount;
import dev.podflame.collector.report.AgentReport.Container;
import dev.podflame.collector.report.AgentReport.Target;
import dev.podflame.collector.report.ReceivedReport;
import dev.podflame.collector.report.TargetName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Sums the reports of all nodes up by target. Not thread-safe; made for one answer.
final class TargetRows {
    private static final Comparator<TargetName> BY_NAME = Comparator.comparing(TargetName::namespace)
            .thenComparing(TargetName::name)
            .thenComparing(TargetName::kind);

    private final Map<TargetName, Parts> parts = new TreeMap<>(BY_NAME);

    /// What the nodes say of one target.
    private static final class Parts {
        private boolean active;
        private String problem = "";
        private long conflicts;
        private @Nullable Instant lastSample;
        private final List<Container> containers = new ArrayList<>();
        private final List<Item> items = new ArrayList<>();
        private final Set<String> nodes = new HashSet<>();
    }

    /// Rows of the reports' targets. What a silent node last said of its containers isn't counted: nobody
    /// knows whether they still run. When they were last sampled stays true.
    TargetRows(List<ReceivedReport> reports) {
        for (ReceivedReport received : reports) {
            for (Target target : received.report().targets()) {
                Parts of = of(target.target());
                of.active |= target.active() && !received.silent();
                of.problem = of.problem.isEmpty() ? target.problem() : of.problem;
            }
            for (Container container : received.report().containers()) {
                add(container, received);
            }
        }
    }

    /// The rows that are wanted, by namespace and name.
    List<TargetRow> list(Predicate<TargetName> wanted, boolean withItems) {
        List<TargetRow> rows = new ArrayList<>();
        parts.forEach((target, of) -> {
            if (wanted.test(target)) {
                rows.add(row(target, of, withItems));
            }
        });
        return rows;
    }

    private Parts of(TargetName target) {
        return parts.computeIfAbsent(target, _ -> new Parts());
    }

    private void add(Container container, ReceivedReport received) {
        Parts of = of(container.target());
        Instant sampled = container.lastSample();
        if (sampled != null && (of.lastSample == null || sampled.isAfter(of.lastSample))) {
            of.lastSample = sampled;
        }
        if (!received.silent()) {
            of.nodes.add(received.report().cluster() + "/" + received.report().node());
            of.containers.add(container);
            of.items.add(Item.of(received.report().node(), container));
            container.conflicts().forEach(loser -> of(loser).conflicts++);
        }
    }

    private static TargetRow row(TargetName target, Parts of, boolean withItems) {
        List<Container> profiled = of.containers.stream()
                .filter(container -> container.state().equals(Container.PROFILED))
                .toList();
        OptionalDouble overhead = profiled.stream()
                .map(Container::cpuPercent)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .average();
        return new TargetRow(
                target.kind(),
                target.namespace(),
                target.name(),
                of.active,
                of.problem,
                new Pods(pods(of.containers), pods(profiled)),
                StateCounts.of(of.containers),
                engines(profiled),
                skipped(of.containers),
                of.conflicts,
                overhead.isPresent() ? Numbers.orNull(overhead.getAsDouble()) : null,
                of.lastSample == null ? null : of.lastSample.toEpochMilli(),
                of.nodes.size(),
                withItems ? of.items : null);
    }

    private static long pods(List<Container> containers) {
        return containers.stream()
                .map(container -> container.namespace() + "/" + container.pod() + "/" + container.podUid())
                .distinct()
                .count();
    }

    private static List<EngineCount> engines(List<Container> profiled) {
        Map<String, Long> counts = profiled.stream()
                .collect(Collectors.groupingBy(Container::engine, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> new EngineCount(count.getKey(), count.getValue()))
                .sorted(Comparator.comparingLong(EngineCount::containers).reversed())
                .toList();
    }

    private static List<SkipCount> skipped(List<Container> containers) {
        Map<String, List<Container>> byReason = containers.stream()
                .filter(container -> container.state().equals(Container.SKIPPED))
                .collect(Collectors.groupingBy(Container::reason, TreeMap::new, Collectors.toList()));
        return byReason.entrySet().stream()
                .map(reason -> new SkipCount(
                        reason.getKey(),
                        reason.getValue().size(),
                        example(reason.getValue().getFirst())))
                .sorted(Comparator.comparingLong(SkipCount::count).reversed())
                .toList();
    }

    private static String example(Container container) {
        String name = container.namespace() + "/" + container.pod() + "/" + container.container();
        return container.message().isEmpty() ? name : name + ": " + container.message();
    }
}
