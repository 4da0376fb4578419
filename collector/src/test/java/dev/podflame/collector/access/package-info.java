/// Tests of tokens and rights against an API server on real sockets.
@NullMarked
package dev.podflame.collector.access;

import org.jspecify.annotations.NullMarked;
