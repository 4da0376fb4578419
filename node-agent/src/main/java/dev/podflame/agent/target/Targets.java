package dev.podflame.agent.target;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// All targets in force, in the order in which they may have a process: higher priority first, then those that name
/// processes before those that take all, then by name.
public record Targets(List<HostTarget> targets) {

    public static final Targets NONE = new Targets(List.of());

    public Targets {
        targets = targets.stream()
                .sorted(Comparator.comparingInt(HostTarget::priority)
                        .reversed()
                        .thenComparing(HostTarget::all)
                        .thenComparing(HostTarget::name))
                .toList();
    }

    /// Whether a process is profiled, for which target, or why not.
    public Decision decide(Candidate candidate) {
        Optional<ContainerIdentity> optedOut = candidate.container().filter(ContainerIdentity::optsOut);
        if (optedOut.isPresent()) {
            return new Skip.OptedOut(optedOut.get().name());
        }
        Skip skip = new Skip.NotMatched();
        for (HostTarget target : targets) {
            if (!target.names(candidate)) {
                continue;
            }
            Skip closer;
            if (target.excludes(candidate)) {
                closer = new Skip.Excluded(target.name());
            } else if (target.suspend()) {
                closer = new Skip.Suspended(target.name());
            } else {
                return new Selected.OnHost(target);
            }
            if (skip instanceof Skip.NotMatched) {
                skip = closer;
            }
        }
        return skip;
    }
}
