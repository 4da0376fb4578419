/// Made-up load whose sums are known: what tests and benchmarks send to a collector.
@NullMarked
package dev.podflame.collector.load;

import org.jspecify.annotations.NullMarked;
