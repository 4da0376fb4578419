package dev.podflame.collector.api;

import dev.podflame.collector.query.Subject;
import dev.podflame.collector.query.TablePlan;
import dev.podflame.collector.query.ThreadView;
import dev.podflame.collector.query.TimeSlice;
import dev.podflame.profile.ProfileType;
import java.util.Optional;

/// What a graph is made from: equal keys give equal graphs, as long as no late sample arrives.
///
/// @param slice the part of the plan's range that is wanted; none: all of it
/// @param minutes of a level: how many minutes with a snapshot its sums are divided by; else 0
record GraphKey(
        Subject subject, ProfileType type, TablePlan plan, Optional<TimeSlice> slice, ThreadView threads, int minutes) {

    /// Begin of what the graph shows, in milliseconds since the Unix epoch.
    long fromMillis() {
        return slice.map(TimeSlice::fromMillis).orElse(plan.range().from() * 1000);
    }

    /// End of it, exclusive.
    long toMillis() {
        return slice.map(TimeSlice::toMillis).orElse(plan.range().to() * 1000);
    }
}
