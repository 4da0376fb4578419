/// Tells the collector how this agent is doing: its engine, what profiling costs, the targets that it knows, and every
/// container that they name, profiled or not and why.
///
/// In: the stages' own counts and states. Out: a JSON document, every ten seconds and as soon as something changes.
@NullMarked
package dev.podflame.agent.report;

import org.jspecify.annotations.NullMarked;
