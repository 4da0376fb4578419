/// Kubernetes Events about targets.
///
/// In: conditions that have changed. Out: Events of which the same one is counted up, never written twice.
@NullMarked
package dev.podflame.operator.event;

import org.jspecify.annotations.NullMarked;
