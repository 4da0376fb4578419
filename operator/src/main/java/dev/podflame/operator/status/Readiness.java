package dev.podflame.operator.status;

import dev.podflame.operator.status.Finding.Truth;
import java.util.List;

/// The condition `Ready`: whether containers are being profiled for the target, now. What stands in the way is told
/// in the order in which it has to be cleared away.
final class Readiness {
    private Readiness() {}

    /// @param others the target's other conditions
    static Finding of(Question question, List<Finding> others) {
        TargetFacts facts = question.facts();
        Finding suspended = find(others, "Suspended");
        Finding podsMatched = find(others, "PodsMatched");
        Finding agents = find(others, "AgentsAvailable");
        if (suspended.truth() == Truth.TRUE) {
            return notReady(suspended);
        }
        if (podsMatched.truth() == Truth.FALSE) {
            return notReady(podsMatched);
        }
        if (facts.containers() == 0) {
            return nothingSelected(facts, find(others, "Conflicted"));
        }
        return switch (facts.attachment()) {
            case Attachment.Unknown unknown -> new Finding("Ready", Truth.UNKNOWN, agents.reason(), agents.message());
            case Attachment.Known known when known.profiled() + known.waiting() > 0 -> profiling(facts, known);
            case Attachment.Known known when agents.truth() == Truth.FALSE -> notReady(agents);
            case Attachment.Known known -> notReady(find(others, "Attached"));
        };
    }

    private static Finding nothingSelected(TargetFacts facts, Finding conflicted) {
        if (conflicted.truth() == Truth.TRUE) {
            return notReady(conflicted);
        }
        return facts.skips()
                .top()
                .map(top ->
                        new Finding("Ready", Truth.FALSE, top.reason(), "no container is selected; " + top.example()))
                .orElseGet(() -> new Finding(
                        "Ready", Truth.FALSE, "NoContainers", "the matched pods have no container of these names"));
    }

    private static Finding profiling(TargetFacts facts, Attachment.Known known) {
        String share = known.profiled() + " of " + Findings.count(facts.containers(), "container");
        return known.profiled() > 0
                ? new Finding("Ready", Truth.TRUE, "Profiling", share + " profiled")
                : new Finding(
                        "Ready", Truth.TRUE, "WaitingForSamples", share + " profiled; an idle process has no samples");
    }

    private static Finding notReady(Finding because) {
        return new Finding("Ready", Truth.FALSE, because.reason(), because.message());
    }

    private static Finding find(List<Finding> findings, String type) {
        return findings.stream()
                .filter(finding -> finding.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
