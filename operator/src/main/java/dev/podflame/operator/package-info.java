/// The operator: makes the cluster profile what the targets say, and says in their status how that goes.
///
/// In: targets, pods, and what the agents report. Out: the agents' DaemonSet, the collector's certificate, statuses,
/// Events. `RunningOperator` wires it from top to bottom.
@NullMarked
package dev.podflame.operator;

import org.jspecify.annotations.NullMarked;
