package dev.podflame.collector.api;

import io.micronaut.serde.annotation.Serdeable;

/// What went wrong, and what a person can do about it.
@Serdeable
public record ErrorAnswer(String error, String cure) {}
