/// A target's status: pure, so that every number in it can be tested.
///
/// In: a snapshot of the cluster, the agents' reports, the status so far. Out: the status as it should be.
@NullMarked
package dev.podflame.operator.status;

import org.jspecify.annotations.NullMarked;
