package dev.podflame.collector.store;

import dev.podflame.collector.ingest.Batch;
import dev.podflame.collector.ingest.Batch.ProfileBatch;
import dev.podflame.collector.ingest.Batch.UsageBatch;
import dev.podflame.collector.ingest.Batch.UsagePoint;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Gathers the batches of a segment into what its rows are made of: series, frames, stacks and summed samples.
/// Not thread-safe.
final class SegmentRows {
    /// Frames of a stack that are kept when its service brings too many new ones.
    private static final int FOLDED_FRAMES = 4;

    private static final Frame FOLDED = Frame.of("(truncated)", "", FrameKind.UNKNOWN);
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final int NONE = -1;
    private static final int ADMITTED = 1;

    private final Dictionaries dictionaries;
    private final FrameTable frames = new FrameTable();
    private final StackTable stacks = new StackTable(frames);
    private final Map<Map<String, String>, Series> series = new HashMap<>();
    private final Map<Long, Map<ProfileType, SampleGroup>> groups = new HashMap<>();
    private final Map<Long, ServiceStacks> services = new HashMap<>();
    private final List<UsagePoint> usage = new ArrayList<>();

    SegmentRows(Dictionaries dictionaries) {
        this.dictionaries = dictionaries;
    }

    /// The stacks that a service has in this segment: their number → the number they are stored under, plus one.
    static final class ServiceStacks {
        final long serviceId;
        private final SumByKey stored = new SumByKey();

        ServiceStacks(long serviceId) {
            this.serviceId = serviceId;
        }

        /// The stacks in use by their numbers, in no order.
        int[] inUse() {
            return Arrays.stream(stored.keys())
                    .map(key -> stored.get(key) - ADMITTED)
                    .mapToInt(Math::toIntExact)
                    .distinct()
                    .toArray();
        }
    }

    void add(Batch batch) {
        switch (batch) {
            case ProfileBatch(Profiles profiles) -> add(profiles);
            case UsageBatch(List<UsagePoint> points) -> {
                for (UsagePoint point : points) {
                    series(point.attributes()).seen(point.timeNanos() / NANOS_PER_SECOND);
                    usage.add(point);
                }
            }
        }
    }

    FrameTable frames() {
        return frames;
    }

    StackTable stacks() {
        return stacks;
    }

    Collection<Series> series() {
        return series.values();
    }

    Collection<ServiceStacks> services() {
        return services.values();
    }

    List<UsagePoint> usage() {
        return usage;
    }

    Series series(Map<String, String> attributes) {
        return series.computeIfAbsent(attributes, Series::new);
    }

    /// All groups in the order of the table.
    List<SampleGroup> groups() {
        List<SampleGroup> all = new ArrayList<>();
        groups.values().forEach(byType -> all.addAll(byType.values()));
        all.sort((a, b) -> {
            int order = Long.compareUnsigned(a.series.serviceId, b.series.serviceId);
            order = order != 0 ? order : a.type.label().compareTo(b.type.label());
            return order != 0 ? order : Long.compareUnsigned(a.series.seriesId, b.series.seriesId);
        });
        return all;
    }

    private void add(Profiles profiles) {
        int[] frameOf = new int[profiles.locations().size()];
        Arrays.fill(frameOf, NONE);
        int[] stackOf = new int[profiles.stacks().size()];
        Arrays.fill(stackOf, NONE);
        for (ResourceProfile profile : profiles.profiles()) {
            Samples samples = profile.samples();
            if (samples.size() == 0) {
                continue;
            }
            Series of = series(profile.attributes());
            SampleGroup group = groups.computeIfAbsent(of.seriesId, id -> new HashMap<>())
                    .computeIfAbsent(profile.type(), type -> new SampleGroup(of, type));
            ServiceStacks service = services.computeIfAbsent(of.serviceId, ServiceStacks::new);
            boolean timed = hasTimes(profile);
            for (int i = 0; i < samples.size(); i++) {
                int wireStack = samples.stack(i);
                if (stackOf[wireStack] == NONE) {
                    stackOf[wireStack] = intern(profiles, wireStack, frameOf);
                }
                long seconds = samples.timeNanos(i) / NANOS_PER_SECOND;
                of.seen(seconds);
                group.add(samples.timeNanos(i), timed, stored(service, stackOf[wireStack]), samples.value(i));
            }
        }
    }

    /// Whether samples have times of their own. Those of senders that tell none, or sum up over the whole profile, all
    /// lie at its begin.
    private static boolean hasTimes(ResourceProfile profile) {
        Samples samples = profile.samples();
        for (int i = 0; i < samples.size(); i++) {
            if (samples.timeNanos(i) != profile.startNanos()) {
                return true;
            }
        }
        return false;
    }

    private int intern(Profiles profiles, int wireStack, int[] frameOf) {
        int[] locations = profiles.stacks().get(wireStack);
        int[] rootFirst = new int[locations.length];
        for (int i = 0; i < locations.length; i++) {
            int location = locations[i];
            if (frameOf[location] == NONE) {
                if (!(profiles.locations().get(location) instanceof Frame frame)) {
                    throw new IllegalStateException("an address got past the cleaner");
                }
                frameOf[location] = frames.intern(frame);
            }
            rootFirst[i] = frameOf[location];
        }
        return stacks.intern(rootFirst);
    }

    /// The stack that stands for `stack` in this service: itself, or its beginning if the service brings too many.
    private int stored(ServiceStacks service, int stack) {
        long known = service.stored.get(stack);
        if (known != 0) {
            return (int) known - ADMITTED;
        }
        int stored = dictionaries.knowsStack(service.serviceId, stacks.id(stack))
                        || dictionaries.admitsNewStack(service.serviceId)
                ? stack
                : fold(stack);
        service.stored.add(stack, stored + (long) ADMITTED);
        return stored;
    }

    private int fold(int stack) {
        int[] whole = stacks.frames(stack);
        int kept = Math.min(FOLDED_FRAMES, whole.length);
        int[] folded = Arrays.copyOf(whole, kept + 1);
        folded[kept] = frames.intern(FOLDED);
        return stacks.intern(folded);
    }
}
