/// The HTTP API under `/api/v1`, and the page.
///
/// In: requests. Out: JSON, SVG, folded stacks, pprof, and the page's files. ARCHITECTURE.md has the contract.
@NullMarked
package dev.podflame.collector.api;

import org.jspecify.annotations.NullMarked;
