/// What the operator sees of the cluster: targets, pods, namespaces.
///
/// In: watches at the API server. Out: snapshots for matching, and a call when something changed.
@NullMarked
package dev.podflame.operator.cluster;

import org.jspecify.annotations.NullMarked;
