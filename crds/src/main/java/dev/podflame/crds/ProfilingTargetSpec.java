package dev.podflame.crds;

/// The spec of a [ProfilingTarget]: nothing beyond what all targets say.
public class ProfilingTargetSpec extends TargetSpec {}
