package dev.podflame.agent.attach;

import static java.util.Objects.requireNonNull;

/// Why there are no profiles, in words for the person who runs the machine.
///
/// @param reason what went wrong
/// @param cure what to do; empty if there is nothing but waiting
public record EngineFailure(String reason, String cure) {

    public EngineFailure {
        requireNonNull(reason, "reason is null");
        requireNonNull(cure, "cure is null");
    }

    @Override
    public String toString() {
        return cure.isEmpty() ? reason : reason + "; " + cure;
    }
}
