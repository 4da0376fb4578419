package dev.podflame.agent.send;

import java.time.Duration;
import java.util.Optional;

/// What became of one try to send a batch.
sealed interface Answer {

    /// The collector has it.
    record Accepted() implements Answer {}

    /// It never will take it.
    record Refused(int status, String reason) implements Answer {}

    /// It may take it later.
    ///
    /// @param after how long the collector wants to be left alone, if it said so
    record Later(String reason, Optional<Duration> after) implements Answer {}
}
