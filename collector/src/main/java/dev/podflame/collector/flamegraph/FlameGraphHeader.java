package dev.podflame.collector.flamegraph;

import static java.util.Objects.requireNonNull;

import dev.podflame.profile.ProfileType;

/// What a flame graph shows: printed above it, and written into its JSON.
///
/// @param title whose profile it is, such as `shop/checkout`
/// @param fromMillis begin of the range, milliseconds since the Unix epoch, inclusive
/// @param toMillis end of the range, exclusive
/// @param minutes of a level: how many minutes with a snapshot it is the average of; else 0
public record FlameGraphHeader(String title, ProfileType type, long fromMillis, long toMillis, int minutes) {

    public FlameGraphHeader {
        requireNonNull(title, "title is null");
        requireNonNull(type, "type is null");
        if (toMillis <= fromMillis) {
            throw new IllegalArgumentException("range ends at " + toMillis + ", begins at " + fromMillis);
        }
    }
}
