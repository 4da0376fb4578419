/// What the agents say of themselves, as the collector has it.
///
/// In: the collector's API. Out: the newest reading of all agents' reports, or why there is none.
@NullMarked
package dev.podflame.operator.report;

import org.jspecify.annotations.NullMarked;
