/// Attaches to real JVMs under load and leaves them, again and again, and counts what is left behind.
///
/// In: a number of cycles. Out: a table, and a failure if it isn't all zeros. `make soak-attach` runs 1,000 cycles.
@NullMarked
package dev.podflame.agent.soak;

import org.jspecify.annotations.NullMarked;
