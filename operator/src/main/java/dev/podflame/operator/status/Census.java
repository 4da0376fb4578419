package dev.podflame.operator.status;

import dev.podflame.crds.match.Decision;
import dev.podflame.crds.match.Matching;
import dev.podflame.crds.match.PodFacts;
import dev.podflame.crds.match.SkipReason;
import dev.podflame.crds.match.Target;
import dev.podflame.crds.match.TargetId;
import dev.podflame.operator.cluster.Snapshot;
import dev.podflame.operator.report.AgentReading;
import dev.podflame.operator.report.AgentReport;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Goes through the cluster once, for all targets: decides node by node as the agents do, and joins what the agents
/// report.
public final class Census {
    private final Snapshot snapshot;
    private final List<Target> targets;
    private final Instant now;
    private final Optional<String> unknown;
    private final Set<String> speaking = new HashSet<>();
    private final Map<Matching.Container, AgentReport.Container> reports = new HashMap<>();
    private final Map<TargetId, Tally> tallies = new HashMap<>();

    private Census(Snapshot snapshot, AgentReading reading, Instant now) {
        this.snapshot = snapshot;
        this.targets = snapshot.workable();
        this.now = now;
        this.unknown = switch (reading) {
            case AgentReading.Fresh(Instant at, List<AgentReport> agents) -> {
                agents.stream().filter(agent -> !agent.silent()).forEach(this::index);
                yield Optional.empty();
            }
            case AgentReading.Unreachable(String reason) -> Optional.of(reason);
        };
        targets.forEach(target -> tallies.put(target.id(), new Tally(target.id())));
    }

    /// The facts of every target that can be worked with.
    public static Map<TargetId, TargetFacts> take(Snapshot snapshot, AgentReading reading, Instant now) {
        Census census = new Census(snapshot, reading, now);
        snapshot.pods().stream()
                .collect(Collectors.groupingBy(PodFacts::node))
                .values()
                .forEach(census::count);
        Map<TargetId, TargetFacts> facts = new HashMap<>();
        census.tallies.forEach((id, tally) -> facts.put(id, tally.facts(census.unknown)));
        return facts;
    }

    private void index(AgentReport agent) {
        speaking.add(agent.node());
        for (AgentReport.Container container : agent.containers()) {
            reports.put(new Matching.Container(container.podUid(), container.container()), container);
        }
    }

    private void count(List<PodFacts> podsOfNode) {
        Map<Matching.Container, Decision> decisions =
                Matching.decide(targets, podsOfNode, snapshot.namespaceLabels(), now);
        for (PodFacts pod : podsOfNode) {
            Map<String, String> labels = snapshot.namespaceLabels().getOrDefault(pod.namespace(), Map.of());
            targets.stream()
                    .filter(target -> target.matches(pod, labels))
                    .forEach(target -> tally(target.id()).matched());
            for (String name : pod.containers()) {
                Matching.Container container = new Matching.Container(pod.uid(), name);
                count(pod, container, decisions.getOrDefault(container, new Decision.NotMatched()));
            }
        }
    }

    private void count(PodFacts pod, Matching.Container container, Decision decision) {
        switch (decision) {
            case Decision.Selected(Target target, List<TargetId> others) -> {
                tally(target.id())
                        .selected(
                                pod,
                                container.name(),
                                speaking.contains(pod.node()),
                                Optional.ofNullable(reports.get(container)));
                others.forEach(other -> tally(other).taken(target.id()));
            }
            case Decision.Skipped(Target target, SkipReason reason) ->
                tally(target.id()).skipped(pod, container.name(), reason);
            case Decision.NotMatched() -> {}
        }
    }

    private Tally tally(TargetId id) {
        return tallies.computeIfAbsent(id, Tally::new);
    }
}
