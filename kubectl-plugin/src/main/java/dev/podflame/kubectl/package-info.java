/// `kubectl podflame`: flame graphs of pods from the command line.
///
/// In: the command line. Out: text, files, a page, and an exit code that scripts can rely on.
@NullMarked
package dev.podflame.kubectl;

import org.jspecify.annotations.NullMarked;
