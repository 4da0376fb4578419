/// Profiles the selected JVMs with async-profiler: attaches, records, reads a window every ten seconds, keeps the cost
/// within the target's budget, and tells the other engine which time it has counted.
///
/// In: the selected processes and what their targets want. Out: [dev.podflame.agent.sample.SelectedSamples]
/// for the stages that follow, and for reports a [JvmState] of every JVM. One platform thread a JVM.
@NullMarked
package dev.podflame.agent.session;

import org.jspecify.annotations.NullMarked;
