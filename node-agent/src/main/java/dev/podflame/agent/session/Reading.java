package dev.podflame.agent.session;

import dev.podflame.agent.sample.jfr.Window;

/// What came of one stretch of a recording.
sealed interface Reading {

    /// Its samples.
    record Read(Window window) implements Reading {}

    /// Nothing.
    ///
    /// @param untilNanos the end of the time that is lost, nanoseconds since the Unix epoch
    /// @param problem why, for people
    record Lost(long untilNanos, String problem) implements Reading {}

    /// Nothing, and nothing will come after it: nobody knows where the next chunk begins.
    record Broken(String problem) implements Reading {}
}
