/// The benchmarks: how fast Podflame takes, keeps and answers, and what its agent costs.
///
/// In: a built checkout. Out: `bench/RESULTS.md`, and the same tables on the screen.
@NullMarked
package dev.podflame.bench;

import org.jspecify.annotations.NullMarked;
