package dev.podflame.operator.daemonset;

import dev.podflame.operator.report.AgentReading;
import dev.podflame.operator.report.AgentReport;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All that decides what becomes of the DaemonSet.
///
/// @param unwantedSince since when no target wants agents; empty while one does
/// @param desired how it should be, or why nobody knows
/// @param actual how it is; empty if it isn't there
/// @param written the operator's last write to it; empty before the first
/// @param agents what they report
record Situation(
        Optional<Instant> unwantedSince,
        Desired desired,
        Optional<DaemonSet> actual,
        Optional<Written> written,
        AgentReading agents,
        Instant now) {

    /// How long agents may take to leave the targets' processes before the DaemonSet goes all the same.
    static final Duration PATIENCE = Duration.ofSeconds(60);

    sealed interface Desired {
        record Known(DaemonSet daemonSet) implements Desired {}

        record Unknown(String problem) implements Desired {}
    }

    /// @param desired what was written
    /// @param result what it was afterwards
    record Written(DaemonSet desired, DaemonSet result) {}

    sealed interface Step {
        record Apply(DaemonSet desired, String reason) implements Step {}

        record Delete(DaemonSet actual, String reason) implements Step {}

        record Keep() implements Step {}

        /// Nothing can be done until a person does something.
        record Stuck(String problem) implements Step {}
    }

    Step next() {
        return unwantedSince.isPresent() ? unwanted(unwantedSince.get()) : wanted();
    }

    private Step wanted() {
        return switch (desired) {
            case Desired.Unknown(String problem) -> new Step.Stuck(problem);
            case Desired.Known(DaemonSet wanted) -> {
                if (actual.isPresent() && isGoing(actual.get())) {
                    yield new Step.Keep();
                }
                yield reasonToApply(wanted)
                        .<Step>map(reason -> new Step.Apply(wanted, reason))
                        .orElseGet(Step.Keep::new);
            }
        };
    }

    private Optional<String> reasonToApply(DaemonSet wanted) {
        if (actual.isEmpty()) {
            return Optional.of("it isn't there");
        }
        if (written.isEmpty()) {
            return Optional.of("the operator has just started");
        }
        if (!wanted.equals(written.get().desired())) {
            return Optional.of("its manifest has changed");
        }
        return isChanged(actual.get(), written.get()) ? Optional.of("somebody changed it") : Optional.empty();
    }

    /// A write to the spec counts the generation up; a cache that lags behind shows a lower one.
    private static boolean isChanged(DaemonSet actual, Written written) {
        DaemonSet result = written.result();
        boolean sameObject =
                actual.getMetadata().getUid().equals(result.getMetadata().getUid());
        return !sameObject
                || generation(actual) > generation(result)
                || !holds(
                        actual.getMetadata().getLabels(),
                        written.desired().getMetadata().getLabels())
                || !holds(
                        actual.getMetadata().getAnnotations(),
                        written.desired().getMetadata().getAnnotations())
                || !actual.getMetadata()
                        .getOwnerReferences()
                        .containsAll(written.desired().getMetadata().getOwnerReferences());
    }

    private static long generation(DaemonSet daemonSet) {
        return Objects.requireNonNullElse(daemonSet.getMetadata().getGeneration(), 0L);
    }

    private static boolean holds(@Nullable Map<String, String> actual, @Nullable Map<String, String> wanted) {
        Map<String, String> present = Objects.requireNonNullElse(actual, Map.of());
        return wanted == null || present.entrySet().containsAll(wanted.entrySet());
    }

    private Step unwanted(Instant since) {
        if (actual.isEmpty() || isGoing(actual.get())) {
            return new Step.Keep();
        }
        if (agentsAreDone(since)) {
            return new Step.Delete(actual.get(), "no target wants it, and no container is profiled any more");
        }
        return now.isBefore(since.plus(PATIENCE))
                ? new Step.Keep()
                : new Step.Delete(actual.get(), "no target has wanted it for " + PATIENCE.toSeconds() + " s");
    }

    /// Whether every agent that is there has said, since then, that it profiles nothing.
    private boolean agentsAreDone(Instant since) {
        return switch (agents) {
            case AgentReading.Unreachable unreachable -> false;
            case AgentReading.Fresh(Instant at, List<AgentReport> reports) ->
                at.isAfter(since)
                        && reports.stream()
                                .filter(agent -> !agent.silent())
                                .allMatch(agent -> agent.received().isAfter(since) && isIdle(agent));
        };
    }

    private static boolean isIdle(AgentReport agent) {
        return agent.containers().stream().noneMatch(container -> container.profiled() || container.awaitsSamples());
    }

    private static boolean isGoing(DaemonSet daemonSet) {
        return daemonSet.getMetadata().getDeletionTimestamp() != null;
    }
}
