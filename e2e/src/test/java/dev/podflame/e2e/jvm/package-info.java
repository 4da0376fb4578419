/// Tests of the Java engine with real JVMs of each version, as the agent meets them on a machine.
///
/// In: the program in `e2e/jvm-split`, which counts what it does; runtimes of `build-support/jdks.sh`.
/// Out: what the API and the agent say about it, held against its own counts.
@NullMarked
package dev.podflame.e2e.jvm;

import org.jspecify.annotations.NullMarked;
