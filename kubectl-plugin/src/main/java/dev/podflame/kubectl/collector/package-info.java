/// The collector's API: questions in, JSON or files out, errors with what the collector says helps.
@NullMarked
package dev.podflame.kubectl.collector;

import org.jspecify.annotations.NullMarked;
