/// The agent's program: reads its options, wires the stages, says how it is doing.
///
/// In: the command line. Out: a running agent with `/metrics` and `/health`. Everything else lies in the stages.
@NullMarked
package dev.podflame.agent;

import org.jspecify.annotations.NullMarked;
