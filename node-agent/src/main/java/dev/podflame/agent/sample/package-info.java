/// Takes samples from the profiling engine and keeps those of selected processes.
///
/// In: OTLP profiles over gRPC on loopback, of every process of the machine. Out: [SelectedSamples], with the
/// attributes of the selected process. What isn't selected is dropped here, at once, and counted.
@NullMarked
package dev.podflame.agent.sample;

import org.jspecify.annotations.NullMarked;
