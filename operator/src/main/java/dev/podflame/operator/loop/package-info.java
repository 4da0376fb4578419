/// A thread that does one thing again and again.
///
/// In: the step, and calls to wake it. Out: the step's runs, one after the other.
@NullMarked
package dev.podflame.operator.loop;

import org.jspecify.annotations.NullMarked;
