/// The profile domain: what a sample, a stack and a frame are, shared by agent and collector.
///
/// In: nothing but values. Out: immutable values that the stages hand to each other. No framework, no I/O.
@NullMarked
package dev.podflame.profile;

import org.jspecify.annotations.NullMarked;
