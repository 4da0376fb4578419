package dev.podflame.agent.batch;

import dev.podflame.profile.Location;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import dev.podflame.profile.TimeSlots;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The sums of one period of wall clock: everything that one batch will carry. Not thread-safe.
final class BatchPeriod {
    private final long startNanos;
    private final Profiles.Dictionary dictionary = new Profiles.Dictionary();
    private final Map<Series, SlotSums> series = new LinkedHashMap<>();

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

    /// Adds a sample whose time lies in the period.
    void add(Map<String, String> attributes, ProfileType type, int stack, long timeNanos, long value) {
        int slot = type.hasSampleTimes() ? (int) ((timeNanos - startNanos) / TimeSlots.NANOS) : SlotSums.WHOLE_PERIOD;
        sums(attributes, type).add(stack, slot, value);
    }

    private SlotSums sums(Map<String, String> attributes, ProfileType type) {
        return series.computeIfAbsent(new Series(attributes, type), s -> new SlotSums());
    }

    /// The period as profiles. Samples lie in the middle of their slot. At the period's begin lie only those of types
    /// that have no times: so a reader can tell one from the other.
    Profiles profiles(long durationNanos) {
        List<ResourceProfile> profiles = new ArrayList<>(series.size());
        series.forEach((key, sums) -> {
            Samples.Builder samples = new Samples.Builder();
            sums.forEach((stack, slot, sum) -> samples.add(stack, time(slot), sum));
            profiles.add(new ResourceProfile(key.attributes(), key.type(), startNanos, durationNanos, samples.build()));
        });
        return dictionary.profiles(profiles);
    }

    private long time(int slot) {
        return slot == SlotSums.WHOLE_PERIOD ? startNanos : startNanos + slot * TimeSlots.NANOS + TimeSlots.NANOS / 2;
    }
}
