/// The reconcilers of both kinds of targets, with one way through.
///
/// In: a target that is new, has changed or is due again. Out: its status, Events, and when to look again.
@NullMarked
package dev.podflame.operator.target;

import org.jspecify.annotations.NullMarked;
