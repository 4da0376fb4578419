/// Folded stacks: a line per stack, as flamegraph.pl and speedscope read them. Out only.
///
/// In: a [dev.podflame.profile.MergedProfile]. Out: text.
@NullMarked
package dev.podflame.profile.folded;

import org.jspecify.annotations.NullMarked;
