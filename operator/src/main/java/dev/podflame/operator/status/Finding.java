package dev.podflame.operator.status;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// A condition before it has a time.
///
/// @param type one of [dev.podflame.crds.TargetStatus#CONDITIONS]
/// @param reason one word in CamelCase, for programs
/// @param message a sentence, for people
public record Finding(String type, Truth truth, String reason, String message) {
    /// A condition's status.
    public enum Truth {
        TRUE("True"),
        FALSE("False"),
        UNKNOWN("Unknown");

        private final String label;

        Truth(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /// The condition; its transition time is that of before as long as its status is.
    Condition condition(List<Condition> before, long generation, Instant now) {
        String since = before.stream()
                .filter(old -> type.equals(old.getType()) && truth.label().equals(old.getStatus()))
                .map(Condition::getLastTransitionTime)
                .findFirst()
                .orElse(now.truncatedTo(ChronoUnit.SECONDS).toString());
        return new ConditionBuilder()
                .withType(type)
                .withStatus(truth.label())
                .withReason(reason)
                .withMessage(message)
                .withObservedGeneration(generation)
                .withLastTransitionTime(since)
                .build();
    }
}
