/// Tests of storing segments.
@NullMarked
package dev.podflame.collector.store;

import org.jspecify.annotations.NullMarked;
