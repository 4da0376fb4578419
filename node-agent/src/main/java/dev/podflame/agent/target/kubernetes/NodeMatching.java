package dev.podflame.agent.target.kubernetes;

import dev.podflame.agent.target.Decision;
import dev.podflame.agent.target.Profiling;
import dev.podflame.agent.target.Selected;
import dev.podflame.agent.target.Skip;
import dev.podflame.crds.match.Matching;
import dev.podflame.crds.match.PodFacts;
import dev.podflame.crds.match.Target;
import dev.podflame.crds.match.TargetId;
import dev.podflame.crds.match.TargetReading;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Asks the targets about every container of this node. Not thread-safe; lives for one round.
final class NodeMatching {

    /// A short job may have ended when its pod becomes known, and what it did is still on its way from the engine.
    static final Duration REMEMBERED = Duration.ofSeconds(60);

    private final NodeIdentity at;
    private final Instant now;
    private final List<Target> targets = new ArrayList<>();
    private final List<KnownTarget> known = new ArrayList<>();
    private final Map<Matching.Container, dev.podflame.crds.match.Decision> matched = new HashMap<>();
    private final List<NamedContainer> named = new ArrayList<>();
    private final Map<String, Decision> byContainerId = new HashMap<>();
    private Optional<Instant> nextChange = Optional.empty();

    private NodeMatching(NodeIdentity at, Instant now) {
        this.at = at;
        this.now = now;
    }

    static NodeContainers of(ClusterState state, NodeIdentity at, Instant now) {
        if (!state.complete()) {
            return NodeContainers.UNKNOWN;
        }
        NodeMatching matching = new NodeMatching(at, now);
        state.targets().forEach(matching::read);
        matching.match(state.pods(), state.namespaceLabels());
        state.pods().stream().flatMap(pod -> PodContainer.of(pod).stream()).forEach(matching::decide);
        return new NodeContainers(true, matching.named, matching.byContainerId, matching.known, matching.nextChange);
    }

    private void read(TargetReading reading) {
        switch (reading) {
            case TargetReading.Good(Target target) -> {
                targets.add(target);
                known.add(new KnownTarget(target.id(), target.isActive(now), ""));
                target.schedule().nextChange(now).ifPresent(this::decideAgainAt);
            }
            case TargetReading.Bad(TargetId id, String problem) -> known.add(new KnownTarget(id, false, problem));
        }
    }

    /// Pods that ended a moment ago are matched as if they ran, but take no place in a sample from those that do.
    private void match(List<Pod> pods, Map<String, Map<String, String>> namespaceLabels) {
        List<PodFacts> running = new ArrayList<>();
        List<PodFacts> all = new ArrayList<>();
        for (Pod pod : pods) {
            PodFacts facts = PodFacts.of(pod);
            if (facts.running()) {
                running.add(facts);
                all.add(facts);
            } else if (PodContainer.of(pod).stream().anyMatch(this::isRemembered)) {
                all.add(asRunning(facts));
            }
        }
        matched.putAll(Matching.decide(targets, all, namespaceLabels, now));
        matched.putAll(Matching.decide(targets, running, namespaceLabels, now));
    }

    private static PodFacts asRunning(PodFacts facts) {
        return new PodFacts(
                facts.uid(),
                facts.namespace(),
                facts.name(),
                facts.node(),
                true,
                facts.labels(),
                facts.annotations(),
                facts.containers());
    }

    private boolean isRemembered(PodContainer container) {
        return container
                .finishedAt()
                .map(end -> end.plus(REMEMBERED).isAfter(now))
                .orElse(true);
    }

    private void decide(PodContainer container) {
        Optional<dev.podflame.crds.match.Decision> said = Optional.ofNullable(
                matched.get(new Matching.Container(container.facts().uid(), container.name())));
        Optional<Target> target = said.flatMap(dev.podflame.crds.match.Decision::counted);
        Decision decision = translate(said, container, container.id());
        container.ids().forEach(id -> byContainerId.put(id, translate(said, container, id)));
        if (target.isPresent() && isRemembered(container)) {
            container.finishedAt().ifPresent(end -> decideAgainAt(end.plus(REMEMBERED)));
            named.add(named(container, target.get(), conflicts(said.get()), decision));
        }
    }

    private Decision translate(
            Optional<dev.podflame.crds.match.Decision> said, PodContainer container, String containerId) {
        return switch (said.orElse(new dev.podflame.crds.match.Decision.NotMatched())) {
            case dev.podflame.crds.match.Decision.Selected(Target target, List<TargetId> others) -> {
                AskedTypes asked = AskedTypes.of(target);
                yield asked.profiling().isPresent()
                        ? new Selected.InPod(
                                target.id(),
                                SeriesNames.of(at, container, Optional.of(target))
                                        .attributes(containerId),
                                asked.frequencyHz(),
                                untilItsEnd(container, asked.profiling().get()))
                        : new Skip.TypeUnavailable(target.id(), asked.unavailable());
            }
            case dev.podflame.crds.match.Decision.Skipped(Target target, dev.podflame.crds.match.SkipReason reason) ->
                new Skip.InPod(target.id(), reason);
            case dev.podflame.crds.match.Decision.NotMatched() -> new Skip.NotMatched();
        };
    }

    /// A JVM that is told to end is left at once: nothing is left behind in it, and a JVM that the kubelet kills
    /// because
    /// it ends too slowly doesn't look like one that died of being profiled.
    private static Profiling untilItsEnd(PodContainer container, Profiling asked) {
        return container.isEnding() ? asked.outsideOfJvms() : asked;
    }

    private static List<TargetId> conflicts(dev.podflame.crds.match.Decision said) {
        return said instanceof dev.podflame.crds.match.Decision.Selected selected ? selected.others() : List.of();
    }

    private NamedContainer named(PodContainer container, Target target, List<TargetId> conflicts, Decision decision) {
        SeriesNames names = SeriesNames.of(at, container, Optional.of(target));
        return new NamedContainer(
                container.facts().namespace(),
                container.facts().name(),
                container.facts().uid(),
                container.name(),
                container.id(),
                names.workload().toString(),
                names.service(),
                target.id(),
                conflicts,
                decision,
                AskedTypes.of(target).note(),
                container.notRunning());
    }

    private void decideAgainAt(Instant time) {
        if (nextChange.isEmpty() || time.isBefore(nextChange.get())) {
            nextChange = Optional.of(time);
        }
    }
}
