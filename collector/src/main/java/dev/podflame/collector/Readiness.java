package dev.podflame.collector;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether the collector does its work, and if not, why.
///
/// @param troubles each gives a sentence while something is wrong
record Readiness(List<Supplier<Optional<String>>> troubles) {

    Readiness {
        troubles = List.copyOf(troubles);
    }

    /// What is wrong now; empty if nothing is.
    List<String> reasons() {
        return troubles.stream().map(Supplier::get).flatMap(Optional::stream).toList();
    }
}
