package dev.podflame.crds.match;

import dev.podflame.crds.ClusterProfilingTarget;
import dev.podflame.crds.ProfilingTarget;

/// A target's name in the cluster.
///
/// @param kind `ProfilingTarget` or `ClusterProfilingTarget`
/// @param namespace empty for a `ClusterProfilingTarget`
/// @param name its name
public record TargetId(String kind, String namespace, String name) {

    public TargetId {
        boolean clusterWide = kind.equals(ClusterProfilingTarget.KIND);
        if (!clusterWide && !kind.equals(ProfilingTarget.KIND)) {
            throw new IllegalArgumentException("no kind of target: " + kind);
        }
        if (clusterWide != namespace.isEmpty()) {
            throw new IllegalArgumentException(kind + " " + name + " in namespace '" + namespace + "'");
        }
    }

    /// As people write it: `ProfilingTarget shop/checkout`.
    @Override
    public String toString() {
        return kind + " " + (namespace.isEmpty() ? "" : namespace + "/") + name;
    }
}
