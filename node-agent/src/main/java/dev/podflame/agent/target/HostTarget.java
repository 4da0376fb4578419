package dev.podflame.agent.target;

import java.util.List;

/// Which processes of a machine without Kubernetes are profiled, and how.
///
/// @param name its own name, unique on the machine
/// @param priority of two targets for one process the one with the higher priority has it
/// @param all takes every process; otherwise `match` says which
/// @param match a process is selected if any of these rules holds
/// @param exclude … unless any of these holds
/// @param service how the selected processes are named
/// @param profiling what is measured, and what that may cost
/// @param suspend nothing is profiled for this target
public record HostTarget(
        String name,
        int priority,
        boolean all,
        List<MatchRule> match,
        List<MatchRule> exclude,
        ServiceName service,
        Profiling profiling,
        boolean suspend) {

    public static final String API_VERSION = "podflame.dev/v1alpha1";
    public static final String KIND = "HostTarget";

    public HostTarget {
        match = List.copyOf(match);
        exclude = List.copyOf(exclude);
        if (all != match.isEmpty()) {
            throw new IllegalArgumentException("a target takes all processes or has match rules, one of both");
        }
    }

    boolean names(Candidate candidate) {
        return all || match.stream().anyMatch(rule -> rule.matches(candidate));
    }

    boolean excludes(Candidate candidate) {
        return exclude.stream().anyMatch(rule -> rule.matches(candidate));
    }
}
