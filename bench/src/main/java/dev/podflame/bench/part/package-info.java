/// The parts of the benchmark; each takes what it needs running and gives a [dev.podflame.bench.report.Part].
@NullMarked
package dev.podflame.bench.part;

import org.jspecify.annotations.NullMarked;
