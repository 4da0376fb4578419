/// Tests of the whole collector as a process.
@NullMarked
package dev.podflame.collector;

import org.jspecify.annotations.NullMarked;
