package dev.podflame.agent.session;

import java.time.Instant;

/// What async-profiler does in one JVM that a target wants it in.
public sealed interface JvmState {

    /// It is being attached.
    record Attaching() implements JvmState {}

    /// It records.
    ///
    /// @param since when the first recording began
    /// @param cost what it costs
    /// @param factor how much more seldom it looks than the target asks for, to stay in its budget; 1: as asked
    /// @param missing a sentence about types that this JVM can't have; empty if it has all
    record Running(Instant since, Cost cost, int factor, String missing) implements JvmState {}

    /// It isn't there, and eBPF does what it can.
    ///
    /// @param reason one word
    /// @param message a sentence with cause and cure
    /// @param until when it is tried again
    record Refused(String reason, String message, Instant until) implements JvmState {}
}
