package dev.podflame.operator.status;

import dev.podflame.crds.match.PodFacts;
import dev.podflame.crds.match.SkipReason;
import dev.podflame.crds.match.TargetId;
import dev.podflame.operator.report.AgentReport;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// Counts for one target while the cluster is gone through. For one thread.
final class Tally {
    private final TargetId id;
    private final Skips skips = new Skips();
    private final SortedSet<String> nodes = new TreeSet<>();
    private final SortedSet<String> missing = new TreeSet<>();
    private final SortedMap<String, Integer> engines = new TreeMap<>();
    private final SortedMap<TargetId, Integer> taken = new TreeMap<>(Comparator.comparing(TargetId::toString));
    private final Set<String> selectedPods = new HashSet<>();
    private final Set<String> profiledPods = new HashSet<>();
    private int matched;
    private int containers;
    private int profiled;
    private int waiting;
    private int skippedByAgents;
    private int costs;
    private double cpuPercent;
    private Optional<Instant> lastSample = Optional.empty();

    Tally(TargetId id) {
        this.id = id;
    }

    void matched() {
        matched++;
    }

    void skipped(PodFacts pod, String container, SkipReason reason) {
        skips.add(reason.label(), path(pod, container), reason.message());
    }

    void taken(TargetId by) {
        taken.merge(by, 1, Integer::sum);
    }

    /// A container that is this target's own.
    ///
    /// @param agentSpeaks whether its node's agent has reported lately
    /// @param report what it says of this container
    void selected(PodFacts pod, String container, boolean agentSpeaks, Optional<AgentReport.Container> report) {
        containers++;
        nodes.add(pod.node());
        selectedPods.add(pod.uid());
        if (!agentSpeaks) {
            missing.add(pod.node());
        }
        // A report from before the target was changed may still count the container for another one.
        report.filter(said -> said.isFor(id)).ifPresent(said -> reported(pod, container, said));
    }

    private void reported(PodFacts pod, String container, AgentReport.Container report) {
        report.newestSample()
                .filter(time -> lastSample.isEmpty() || lastSample.get().isBefore(time))
                .ifPresent(time -> lastSample = Optional.of(time));
        if (report.profiled()) {
            profiled++;
            profiledPods.add(pod.uid());
            engines.merge(report.engine().isEmpty() ? "unknown" : report.engine(), 1, Integer::sum);
            if (report.cpuPercent() != null) {
                costs++;
                cpuPercent += report.cpuPercent();
            }
        } else if (report.awaitsSamples()) {
            waiting++;
        } else {
            skippedByAgents++;
            skips.add(report.reason().isEmpty() ? "Unknown" : report.reason(), path(pod, container), report.message());
        }
    }

    private static String path(PodFacts pod, String container) {
        return pod.namespace() + "/" + pod.name() + "/" + container;
    }

    /// @param unknown why reports count for nothing; empty if they do count
    TargetFacts facts(Optional<String> unknown) {
        return new TargetFacts(
                matched,
                selectedPods.size(),
                containers,
                nodes,
                taken,
                skips,
                unknown.<Attachment>map(Attachment.Unknown::new).orElseGet(this::known));
    }

    private Attachment known() {
        OptionalDouble cost = costs == 0 ? OptionalDouble.empty() : OptionalDouble.of(cpuPercent / costs);
        return new Attachment.Known(
                profiledPods.size(), profiled, waiting, skippedByAgents, engines, cost, lastSample, missing);
    }
}
