/// Reads what async-profiler records in a JVM: one chunk of a JFR file, the samples of one window.
///
/// In: the bytes of a chunk, and the rates it was recorded at. Out: a [Window] with samples of each profile
/// type, scaled up to what they stand for, on stacks that begin with their thread. Pure: touches no process
/// and no file.
@NullMarked
package dev.podflame.agent.sample.jfr;

import org.jspecify.annotations.NullMarked;
