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
/// @param profiles what is measured
/// @param budget what measuring may cost
/// @param suspend nothing is profiled for this target
public record HostTarget(
        String name,
        int priority,
        boolean all,
        List<MatchRule> match,
        List<MatchRule> exclude,
        ServiceName service,
        List<ProfileRequest> profiles,
        Budget budget,
        boolean suspend) {

    public static final String API_VERSION = "podflame.dev/v1alpha1";
    public static final String KIND = "HostTarget";

    public HostTarget {
        match = List.copyOf(match);
        exclude = List.copyOf(exclude);
        profiles = List.copyOf(profiles);
        if (all != match.isEmpty()) {
            throw new IllegalArgumentException("a target takes all processes or has match rules, one of both");
        }
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException("a target that measures nothing");
        }
    }

    boolean names(Candidate candidate) {
        return all || match.stream().anyMatch(rule -> rule.matches(candidate));
    }

    boolean excludes(Candidate candidate) {
        return exclude.stream().anyMatch(rule -> rule.matches(candidate));
    }

    /// The highest CPU sampling frequency that it asks for, in hertz.
    public int frequencyHz() {
        return profiles.stream().mapToInt(ProfileRequest::frequencyHz).max().orElseThrow();
    }
}
