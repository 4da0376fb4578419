/// What was measured, in figures and tables that a person can read.
///
/// In: durations, counts, bytes. Out: Markdown.
@NullMarked
package dev.podflame.bench.report;

import org.jspecify.annotations.NullMarked;
