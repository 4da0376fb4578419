package dev.podflame.crds.match;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Matches targets with the pods of one node.
///
/// A pod that opts out is nobody's, before anything else. Otherwise a container belongs to the first target, in
/// [Target#ORDER], that matches its pod, names it, is in force and has the pod in its sample. A container that only
/// targets match which can't have it is skipped for the first of these.
public final class Matching {
    /// A container of a pod.
    public record Container(String podUid, String name) {}

    private final List<Target> targets;
    private final Map<String, Map<String, String>> namespaceLabels;
    private final Instant now;

    private Matching(List<Target> targets, Map<String, Map<String, String>> namespaceLabels, Instant now) {
        this.targets = targets.stream().sorted(Target.ORDER).toList();
        this.namespaceLabels = namespaceLabels;
        this.now = now;
    }

    /// What becomes of each container.
    ///
    /// @param pods the running pods of one node; the node's limit of a target counts them
    /// @param namespaceLabels labels by namespace; one that isn't there has none
    /// @return a decision for every container of every pod that is running
    public static Map<Container, Decision> decide(
            List<Target> targets, List<PodFacts> pods, Map<String, Map<String, String>> namespaceLabels, Instant now) {
        return new Matching(targets, namespaceLabels, now)
                .decide(pods.stream().filter(PodFacts::running).toList());
    }

    private Map<Container, Decision> decide(List<PodFacts> pods) {
        Map<TargetId, Set<String>> samples = samples(pods);
        Map<Container, Decision> decisions = new HashMap<>();
        for (PodFacts pod : pods) {
            for (String container : pod.containers()) {
                decisions.put(new Container(pod.uid(), container), decide(pod, container, samples));
            }
        }
        return decisions;
    }

    /// The pods that each target's sampling chooses. Those that opt out take no place from others.
    private Map<TargetId, Set<String>> samples(List<PodFacts> pods) {
        Map<TargetId, Set<String>> samples = new HashMap<>();
        for (Target target : targets) {
            List<String> matched = pods.stream()
                    .filter(pod -> !pod.optsOut() && matches(target, pod))
                    .map(PodFacts::uid)
                    .toList();
            samples.put(target.id(), target.sampling().choose(matched));
        }
        return samples;
    }

    private Decision decide(PodFacts pod, String container, Map<TargetId, Set<String>> samples) {
        List<Target> able = new ArrayList<>();
        Decision skip = new Decision.NotMatched();
        for (Target target : targets) {
            if (!matches(target, pod) || !target.names(container)) {
                continue;
            }
            SkipReason reason;
            if (pod.optsOut()) {
                reason = SkipReason.OPTED_OUT;
            } else if (target.suspended()) {
                reason = SkipReason.SUSPENDED;
            } else if (!target.schedule().isActive(now)) {
                reason = SkipReason.OUTSIDE_SCHEDULE;
            } else if (!samples.getOrDefault(target.id(), Set.of()).contains(pod.uid())) {
                reason = SkipReason.NOT_SAMPLED;
            } else {
                able.add(target);
                continue;
            }
            if (skip instanceof Decision.NotMatched) {
                skip = new Decision.Skipped(target, reason);
            }
        }
        if (able.isEmpty()) {
            return skip;
        }
        List<TargetId> others = able.stream().skip(1).map(Target::id).toList();
        return new Decision.Selected(able.getFirst(), others);
    }

    private boolean matches(Target target, PodFacts pod) {
        return target.matches(pod, namespaceLabels.getOrDefault(pod.namespace(), Map.of()));
    }
}
