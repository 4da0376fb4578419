/// Tests of the whole product as a user runs it.
///
/// In: the URL and the data folder of a running demo (system properties `podflame.url`, `podflame.demo.data`).
/// Out: what the API says about real processes, held against `/proc`.
@NullMarked
package dev.podflame.e2e;

import org.jspecify.annotations.NullMarked;
