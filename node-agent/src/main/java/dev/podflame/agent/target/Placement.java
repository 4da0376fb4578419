package dev.podflame.agent.target;

import java.util.List;

/// Which containers a process is in, as its cgroup tells.
///
/// @param containerIds ids of the containers, the innermost first; empty outside of any
/// @param podUid UID of its Kubernetes pod; empty if it is in none
public record Placement(List<String> containerIds, String podUid) {

    /// Outside of any container.
    public static final Placement MACHINE = new Placement(List.of(), "");

    public Placement {
        containerIds = List.copyOf(containerIds);
    }
}
