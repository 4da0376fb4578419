package dev.podflame.agent.target;

/// What the targets say about one process: [Selected] or a [Skip].
public sealed interface Decision permits Selected, Skip {}
