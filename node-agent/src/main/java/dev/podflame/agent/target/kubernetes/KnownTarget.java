package dev.podflame.agent.target.kubernetes;

import dev.podflame.crds.match.TargetId;

/// A target of the cluster, whether or not anything on this node matches it.
///
/// @param active whether it is in force now
/// @param problem why nothing can be made of it; empty if all is well
public record KnownTarget(TargetId id, boolean active, String problem) {}
