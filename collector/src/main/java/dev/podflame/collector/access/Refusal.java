package dev.podflame.collector.access;

import io.micronaut.serde.annotation.Serdeable;

/// The body of a refusal: what is wrong, and what a person can do about it.
@Serdeable
record Refusal(String error, String cure) {}
