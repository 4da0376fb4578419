/// Runs the profiling engine: starts it under the launcher, watches it, restarts it, ends it with the agent.
///
/// In: the engine's binary and a port to send to. Out: a child process that profiles the machine, or the reason why
/// there is none and what to do about it.
@NullMarked
package dev.podflame.agent.attach;

import org.jspecify.annotations.NullMarked;
