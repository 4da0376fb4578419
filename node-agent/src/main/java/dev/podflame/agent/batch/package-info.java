/// Sums samples up by series, stack and slot of 20 ms, and encodes what is complete of every 10 seconds of wall clock.
///
/// In: named samples, as they come. Out: one [EncodedBatch] per 10 seconds with all series of the machine and one
/// dictionary.
@NullMarked
package dev.podflame.agent.batch;

import org.jspecify.annotations.NullMarked;
