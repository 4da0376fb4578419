/// Which target has which container: pure, so that operator and agent, asked with the same facts, say the same.
///
/// In: targets, the running pods of a node, the labels of their namespaces, and the time. Out: for each container the
/// target that has it, or why it isn't profiled.
@NullMarked
package dev.podflame.crds.match;

import org.jspecify.annotations.NullMarked;
