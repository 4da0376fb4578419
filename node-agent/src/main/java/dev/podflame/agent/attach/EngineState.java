package dev.podflame.agent.attach;

import java.time.Instant;

/// What the engine is doing.
public sealed interface EngineState {

    /// It was started and hasn't said yet that it samples.
    record Starting() implements EngineState {}

    /// It samples.
    record Running(Instant since) implements EngineState {}

    /// It doesn't run; it is tried again at a time.
    record Failed(EngineFailure failure, Instant retryAt) implements EngineState {}

    /// It isn't wanted any more.
    record Stopped() implements EngineState {}
}
