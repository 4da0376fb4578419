package dev.podflame.crds.match;

import java.util.List;
import java.util.Optional;

/// What the targets say about one container.
public sealed interface Decision {

    /// A target has it.
    ///
    /// @param others targets that would have it too and come after this one
    record Selected(Target target, List<TargetId> others) implements Decision {
        public Selected {
            others = List.copyOf(others);
        }
    }

    /// A target names it, and something keeps it from being profiled.
    record Skipped(Target target, SkipReason reason) implements Decision {}

    /// No target names it.
    record NotMatched() implements Decision {}

    /// The target that it is counted for.
    default Optional<Target> counted() {
        return switch (this) {
            case Selected(Target target, List<TargetId> others) -> Optional.of(target);
            case Skipped(Target target, SkipReason reason) -> Optional.of(target);
            case NotMatched() -> Optional.empty();
        };
    }
}
