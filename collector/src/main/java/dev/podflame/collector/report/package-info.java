/// What the node agents say about themselves: which containers they profile, which not and why, and what
/// that costs.
///
/// In: an agent's report as JSON, every ten seconds and on changes. Out: the newest one of each node,
/// from memory.
@NullMarked
package dev.podflame.collector.report;

import org.jspecify.annotations.NullMarked;
