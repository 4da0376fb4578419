package dev.podflame.kubectl.command;

import dev.podflame.kubectl.terminal.Quantity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import tools.jackson.databind.JsonNode;

/// How long ago a time of the API is: milliseconds or ISO 8601.
record Age(InstantSource clock) {
    /// Empty if there is no such time.
    String since(JsonNode time) {
        if (time.isNumber() && time.asLong(0) > 0) {
            return of(Instant.ofEpochMilli(time.asLong(0)));
        }
        try {
            return time.isString() ? of(OffsetDateTime.parse(time.asString("")).toInstant()) : "";
        } catch (DateTimeParseException e) {
            return "";
        }
    }

    private String of(Instant then) {
        return Quantity.age(Duration.between(then, clock.instant()));
    }
}
