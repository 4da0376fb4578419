/// Tests of certificates, and an authority that makes them.
@NullMarked
package dev.podflame.collector.tls;

import org.jspecify.annotations.NullMarked;
