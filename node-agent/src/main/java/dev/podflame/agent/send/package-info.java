/// Brings batches to the collector, over outages, restarts and crashes of either side.
///
/// In: encoded batches. Out: HTTP requests, oldest first, each under a name by which the collector knows a repeat. A
/// batch is on disk before anything else happens to it, and leaves the disk when the collector has it.
@NullMarked
package dev.podflame.agent.send;

import org.jspecify.annotations.NullMarked;
