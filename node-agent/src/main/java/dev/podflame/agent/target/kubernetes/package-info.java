/// Targets of a Kubernetes cluster, and the pods of this node that they are for.
///
/// In: `ProfilingTarget`s, `ClusterProfilingTarget`s, namespaces and this node's pods, watched at the API server. Out:
/// a decision for each container id, the names of its series, and the list of containers that targets speak of.
@NullMarked
package dev.podflame.agent.target.kubernetes;

import org.jspecify.annotations.NullMarked;
