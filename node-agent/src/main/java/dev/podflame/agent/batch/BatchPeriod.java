package dev.podflame.agent.batch;

import dev.podflame.profile.Location;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The sums of one period of wall clock: everything that one batch will carry. Not thread-safe.
final class BatchPeriod {
    private final long startNanos;
    private final Profiles.Dictionary dictionary = new Profiles.Dictionary();
    private final Map<Series, StackSums> series = new LinkedHashMap<>();

    private record Series(Map<String, String> attributes, ProfileType type) {}

    BatchPeriod(long startNanos) {
        this.startNanos = startNanos;
    }

    int stack(List<Location> rootFirst) {
        return dictionary.stack(rootFirst);
    }

    int stackCount() {
        return dictionary.stackCount();
    }

    StackSums sums(Map<String, String> attributes, ProfileType type) {
        return series.computeIfAbsent(new Series(attributes, type), s -> new StackSums());
    }

    /// The period as profiles, each sample at the period's begin.
    Profiles profiles(long durationNanos) {
        List<ResourceProfile> profiles = new ArrayList<>(series.size());
        series.forEach((key, sums) -> {
            Samples.Builder samples = new Samples.Builder();
            sums.forEach((stack, sum) -> samples.add(stack, startNanos, sum));
            profiles.add(new ResourceProfile(key.attributes(), key.type(), startNanos, durationNanos, samples.build()));
        });
        return dictionary.profiles(profiles);
    }
}
