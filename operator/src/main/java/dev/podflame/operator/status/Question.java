package dev.podflame.operator.status;

import dev.podflame.crds.TargetStatus;
import dev.podflame.crds.match.Target;
import java.time.Instant;
import java.util.Optional;

/// All that a target's status depends on.
///
/// @param generation of the target's spec
/// @param daemonSetProblem why the agents' DaemonSet can't be as it should; empty if it can
/// @param before the status so far
public record Question(
        Target target,
        long generation,
        TargetFacts facts,
        Optional<String> daemonSetProblem,
        TargetStatus before,
        Instant now) {}
