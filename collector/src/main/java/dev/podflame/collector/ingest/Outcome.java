package dev.podflame.collector.ingest;

/// What became of a request, for its sender.
public sealed interface Outcome {

    /// It is on disk and will be stored.
    ///
    /// @param rejected number of profiles or samples in it that aren't kept
    /// @param message why; empty if all are
    record Accepted(int rejected, String message) implements Outcome {}

    /// It came before and isn't counted again.
    record Repeated() implements Outcome {}

    /// It isn't what it should be; sending it again won't help.
    record Malformed(String reason) implements Outcome {}

    /// It is too large; sending it again won't help.
    record TooLarge(String reason) implements Outcome {}

    /// There is no room for it now.
    ///
    /// @param retryAfterSeconds when to come again
    record Overloaded(String reason, int retryAfterSeconds) implements Outcome {}

    /// The collector can't write to its disk.
    ///
    /// @param retryAfterSeconds when to come again
    record Unavailable(String reason, int retryAfterSeconds) implements Outcome {}
}
