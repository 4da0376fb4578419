/// The collector's main program: options, wiring of the stages, start and stop.
///
/// In: command line and environment. Out: a running collector. Knows every stage; no stage knows it.
@NullMarked
package dev.podflame.collector;

import org.jspecify.annotations.NullMarked;
