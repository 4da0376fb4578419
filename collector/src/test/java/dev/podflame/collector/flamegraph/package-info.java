@NullMarked
package dev.podflame.collector.flamegraph;

import org.jspecify.annotations.NullMarked;
