/// Brings async-profiler into a running HotSpot JVM, and takes out again all that came with it.
///
/// In: a process that is to be profiled. Out: an [AttachedJvm] that takes async-profiler's commands,
/// or a [Refusal] with cause and cure. Everything that changes something in the target is journaled
/// before it is done.
@NullMarked
package dev.podflame.agent.attach.hotspot;

import org.jspecify.annotations.NullMarked;
