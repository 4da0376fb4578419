/// What `helm test` runs in a pod of the release.
///
/// In: where the collector is, whose certificate it has, and a token. Out: a line for each thing that holds, and exit
/// code 1 with the cause at the first that doesn't. JDK only, so that it fits beside the operator.
@NullMarked
package dev.podflame.charts;

import org.jspecify.annotations.NullMarked;
