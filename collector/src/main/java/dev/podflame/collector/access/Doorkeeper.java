package dev.podflame.collector.access;

import java.util.Optional;

/// Decides who a request comes from. Thread-safe.
public sealed interface Doorkeeper permits OpenDoor, KubernetesDoor {
    /// What `--auth` and `GET /api/v1/session` call it.
    String label();

    /// The sender of samples and reports.
    ///
    /// @param token as it came with the request
    Caller agent(Optional<String> token) throws AccessException;

    /// The sender of metrics: an agent, or somebody who may send nothing else.
    ///
    /// @param token as it came with the request
    Caller metrics(Optional<String> token) throws AccessException;

    /// Whoever asks for what is stored.
    Caller reader(Optional<String> token) throws AccessException;
}
