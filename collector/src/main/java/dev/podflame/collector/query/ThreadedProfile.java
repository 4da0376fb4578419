package dev.podflame.collector.query;

import static java.util.Objects.requireNonNull;

import dev.podflame.profile.MergedProfile;

/// A profile as it is to be shown, and what its threads weigh.
public record ThreadedProfile(MergedProfile profile, ThreadSums threads) {
    public ThreadedProfile {
        requireNonNull(profile, "profile is null");
        requireNonNull(threads, "threads is null");
    }
}
