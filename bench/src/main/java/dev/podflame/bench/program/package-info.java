/// The programs that are measured: starts them, watches what they use, ends them.
///
/// In: where they were built. Out: running programs with their address, CPU time and memory.
@NullMarked
package dev.podflame.bench.program;

import org.jspecify.annotations.NullMarked;
