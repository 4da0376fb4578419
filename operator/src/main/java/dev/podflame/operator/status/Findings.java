package dev.podflame.operator.status;

import dev.podflame.crds.match.TargetId;
import dev.podflame.operator.status.Finding.Truth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is to be said about a target's agents, pods and samples, one method a condition. `Ready` is [Readiness].
final class Findings {
    /// A process that does next to nothing has a sample now and then; that isn't trouble.
    static final Duration RECENT = Duration.ofMinutes(5);

    private static final int NODES_NAMED = 3;

    private Findings() {}

    static Finding suspended(Question question) {
        if (question.target().suspended()) {
            return new Finding("Suspended", Truth.TRUE, "Suspended", "the spec says suspend: true");
        }
        if (!question.target().schedule().isActive(question.now())) {
            String next = question.target()
                    .schedule()
                    .nextChange(question.now())
                    .map(time -> "the schedule is in force again from " + time)
                    .orElse("the schedule has ended");
            return new Finding("Suspended", Truth.TRUE, "OutsideSchedule", next);
        }
        return new Finding("Suspended", Truth.FALSE, "InForce", "the target is in force");
    }

    static Finding podsMatched(Question question) {
        int matched = question.facts().matched();
        return matched == 0
                ? new Finding("PodsMatched", Truth.FALSE, "NoPods", "the selector matches no running pod")
                : new Finding("PodsMatched", Truth.TRUE, "PodsMatched", count(matched, "running pod"));
    }

    static Finding agentsAvailable(Question question) {
        if (question.facts().nodes().isEmpty()) {
            return new Finding("AgentsAvailable", Truth.TRUE, "NoneNeeded", "no node has a selected pod");
        }
        return switch (question.facts().attachment()) {
            case Attachment.Unknown(String reason) ->
                new Finding("AgentsAvailable", Truth.UNKNOWN, "CollectorUnreachable", reason);
            case Attachment.Known known
            when known.missing().isEmpty() ->
                new Finding(
                        "AgentsAvailable",
                        Truth.TRUE,
                        "AllReport",
                        "agents report from " + count(question.facts().nodes().size(), "node"));
            case Attachment.Known known -> agentsMissing(question, known);
        };
    }

    private static Finding agentsMissing(Question question, Attachment.Known known) {
        String nodes = known.missing().stream().limit(NODES_NAMED).collect(Collectors.joining(", "));
        String more = known.missing().size() > NODES_NAMED
                ? " and " + (known.missing().size() - NODES_NAMED) + " more"
                : "";
        String all = " (of " + count(question.facts().nodes().size(), "node") + ")";
        return question.daemonSetProblem()
                .map(problem -> new Finding("AgentsAvailable", Truth.FALSE, "DaemonSetFailed", problem))
                .orElseGet(() -> new Finding(
                        "AgentsAvailable",
                        Truth.FALSE,
                        "AgentsMissing",
                        "no agent reports from " + nodes + more + all));
    }

    static Finding attached(Question question) {
        TargetFacts facts = question.facts();
        if (facts.containers() == 0) {
            return new Finding("Attached", Truth.FALSE, "NothingSelected", "no running container is selected");
        }
        return switch (facts.attachment()) {
            case Attachment.Unknown(String reason) ->
                new Finding("Attached", Truth.UNKNOWN, "CollectorUnreachable", reason);
            case Attachment.Known known -> attached(facts, known);
        };
    }

    private static Finding attached(TargetFacts facts, Attachment.Known known) {
        int attached = known.profiled() + known.waiting();
        String share = attached + " of " + count(facts.containers(), "container");
        if (attached == facts.containers()) {
            return new Finding("Attached", Truth.TRUE, "AllAttached", share);
        }
        if (known.skipped() == 0) {
            return new Finding("Attached", Truth.FALSE, "NotReportedYet", share + "; the rest isn't reported yet");
        }
        String why = facts.skips()
                .top()
                .map(top -> "; " + top.reason() + ", as " + top.example())
                .orElse("");
        return new Finding("Attached", Truth.FALSE, "ContainersSkipped", share + why);
    }

    static Finding samplesFlowing(Question question) {
        return switch (question.facts().attachment()) {
            case Attachment.Unknown(String reason) ->
                new Finding("SamplesFlowing", Truth.UNKNOWN, "CollectorUnreachable", reason);
            case Attachment.Known known -> {
                Instant since = question.now().minus(RECENT);
                boolean recent = known.lastSample().filter(since::isBefore).isPresent();
                yield recent
                        ? new Finding("SamplesFlowing", Truth.TRUE, "RecentSamples", "samples came lately")
                        : new Finding(
                                "SamplesFlowing",
                                Truth.FALSE,
                                "NoRecentSamples",
                                "no sample in the last " + RECENT.toMinutes() + " minutes; idle processes have none");
            }
        };
    }

    static Finding conflicted(Question question) {
        TargetFacts facts = question.facts();
        if (facts.conflicts() == 0) {
            return new Finding("Conflicted", Truth.FALSE, "NoConflict", "no other target takes its containers");
        }
        Map.Entry<TargetId, Integer> main = facts.taken().entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow();
        List<TargetId> others = List.copyOf(facts.taken().keySet());
        String who = others.size() == 1
                ? main.getKey().toString()
                : main.getKey() + " and " + count(others.size() - 1, "other target");
        return new Finding(
                "Conflicted",
                Truth.TRUE,
                "TakenByOthers",
                count(facts.conflicts(), "container") + " belong to " + who + ", by priority or age");
    }

    static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
