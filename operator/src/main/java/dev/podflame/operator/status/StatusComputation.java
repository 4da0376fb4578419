package dev.podflame.operator.status;

import dev.podflame.crds.TargetStatus;
import dev.podflame.operator.status.Finding.Truth;
import io.fabric8.kubernetes.api.model.Condition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A target's status from the facts.
public final class StatusComputation {
    /// An average that moves by less than this, in percent of one CPU, isn't worth a write.
    private static final double COST_STEP = 0.1;

    private StatusComputation() {}

    /// The status of a target that can be worked with.
    public static TargetStatus of(Question question) {
        List<Finding> findings = new ArrayList<>(List.of(
                Findings.agentsAvailable(question),
                Findings.podsMatched(question),
                Findings.attached(question),
                Findings.samplesFlowing(question),
                Findings.conflicted(question),
                Findings.suspended(question)));
        findings.addFirst(Readiness.of(question, findings));
        TargetStatus status = with(findings, question.before(), question.generation(), question.now());
        count(status, question);
        return status;
    }

    /// The status of a target whose spec makes no sense in a way that the API server couldn't see.
    public static TargetStatus ofBad(String problem, long generation, TargetStatus before, Instant now) {
        List<Finding> findings = TargetStatus.CONDITIONS.stream()
                .map(type -> type.equals("Ready")
                        ? new Finding(type, Truth.FALSE, "InvalidSpec", problem)
                        : new Finding(type, Truth.UNKNOWN, "InvalidSpec", "the spec can't be used"))
                .toList();
        TargetStatus status = with(findings, before, generation, now);
        status.lastSampleTime = before.lastSampleTime;
        return status;
    }

    private static TargetStatus with(List<Finding> findings, TargetStatus before, long generation, Instant now) {
        List<Condition> conditionsBefore = Objects.requireNonNullElse(before.conditions, List.of());
        TargetStatus status = new TargetStatus();
        status.observedGeneration = generation;
        status.conditions = findings.stream()
                .sorted(Comparator.comparingInt(finding -> TargetStatus.CONDITIONS.indexOf(finding.type())))
                .map(finding -> finding.condition(conditionsBefore, generation, now))
                .toList();
        return status;
    }

    /// Numbers that the agents know are left out when nobody can ask them: an old number would look like news.
    private static void count(TargetStatus status, Question question) {
        TargetFacts facts = question.facts();
        TargetStatus.Pods pods = new TargetStatus.Pods();
        pods.matched = facts.matched();
        pods.selected = facts.selected();
        status.pods = pods;
        status.skipped = facts.skips().shown();
        status.lastSampleTime = question.before().lastSampleTime;
        switch (facts.attachment()) {
            case Attachment.Unknown unknown -> {}
            case Attachment.Known known -> {
                pods.profiled = known.pods();
                TargetStatus.Containers containers = new TargetStatus.Containers();
                containers.profiled = known.profiled();
                containers.skipped = facts.skips().count();
                status.containers = containers;
                status.engines = engines(known.engines());
                status.overhead = overhead(known, question.before().overhead);
                status.lastSampleTime = lastSample(known, question.before().lastSampleTime);
            }
        }
    }

    private static List<TargetStatus.EngineCount> engines(SortedMap<String, Integer> engines) {
        return engines.entrySet().stream()
                .map(entry -> {
                    TargetStatus.EngineCount count = new TargetStatus.EngineCount();
                    count.engine = entry.getKey();
                    count.containers = entry.getValue();
                    return count;
                })
                .toList();
    }

    private static TargetStatus.@Nullable Overhead overhead(
            Attachment.Known known, TargetStatus.@Nullable Overhead before) {
        if (known.cpuPercent().isEmpty()) {
            return null;
        }
        double measured = known.cpuPercent().getAsDouble();
        if (before != null && Math.abs(measured - before.cpuPercent) < COST_STEP) {
            return before;
        }
        TargetStatus.Overhead overhead = new TargetStatus.Overhead();
        overhead.cpuPercent = Math.round(measured * 10) / 10.0;
        return overhead;
    }

    private static @Nullable String lastSample(Attachment.Known known, @Nullable String before) {
        Optional<String> reported = known.lastSample()
                .map(time -> time.truncatedTo(ChronoUnit.MINUTES).toString());
        // Times of one format sort like the texts that they are written as.
        return Stream.concat(reported.stream(), Stream.ofNullable(before))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
