/// pprof's format, out only.
///
/// In: a [dev.podflame.profile.MergedProfile]. Out: the bytes of a gzipped pprof file.
@NullMarked
package dev.podflame.profile.pprof;

import org.jspecify.annotations.NullMarked;
