/// Tests of taking, checking and spooling requests.
@NullMarked
package dev.podflame.collector.ingest;

import org.jspecify.annotations.NullMarked;
