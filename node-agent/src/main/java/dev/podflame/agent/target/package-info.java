/// Which processes are profiled, as a person wrote it down.
///
/// In: `HostTarget` documents (YAML files), or the targets and pods of a cluster (`target.kubernetes`). Out: for each
/// candidate process a decision, selected or skipped and why. Knows nothing about how processes are found.
@NullMarked
package dev.podflame.agent.target;

import org.jspecify.annotations.NullMarked;
