/// The agents' DaemonSet: there while a target wants it, as the manifest says, gone after the last target.
///
/// In: the manifest file, the targets, the agents' reports, the DaemonSet as it is. Out: writes to the DaemonSet.
@NullMarked
package dev.podflame.operator.daemonset;

import org.jspecify.annotations.NullMarked;
