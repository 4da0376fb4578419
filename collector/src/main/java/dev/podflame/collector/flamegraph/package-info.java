/// The flame graph: a tree made of merged stacks, cut to a size a page can take, and written as JSON or SVG.
///
/// In: a [dev.podflame.profile.MergedProfile]. Out: trees in columns, function tables, bytes. Pure: no I/O of its own.
@NullMarked
package dev.podflame.collector.flamegraph;

import org.jspecify.annotations.NullMarked;
