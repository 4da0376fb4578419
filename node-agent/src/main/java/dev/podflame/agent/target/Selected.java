package dev.podflame.agent.target;

/// The process is profiled for this target.
public record Selected(HostTarget target) implements Decision {}
