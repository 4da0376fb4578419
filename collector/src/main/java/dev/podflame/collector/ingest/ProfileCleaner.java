package dev.podflame.collector.ingest;

import dev.podflame.collector.ingest.Rejections.Reason;
import dev.podflame.profile.Address;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.Location;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import java.util.ArrayList;
import java.util.List;

/// Bounds what a sender may put into the store: lengths of names, depth of stacks, number of attributes, times.
/// For one request; not thread-safe.
final class ProfileCleaner {
    /// Frames of a stack at most.
    static final int MAX_FRAMES = 512;

    /// Stands where frames were left out.
    static final Frame TRUNCATED = Frame.of("(truncated)", "", FrameKind.UNKNOWN);

    /// 78 hours in nanoseconds, 281 TB: above it a value is a sender's mistake, and sums could run over.
    static final long MAX_VALUE = 1L << 48;

    private final TimeWindow window;
    private final Rejections rejections;

    ProfileCleaner(long receivedMillis, Rejections rejections) {
        this.rejections = rejections;
        this.window = new TimeWindow(receivedMillis, rejections);
    }

    Profiles clean(Profiles profiles) {
        List<Location> locations = new ArrayList<>(profiles.locations().size() + 1);
        for (Location location : profiles.locations()) {
            locations.add(clean(location));
        }
        int marker = locations.size();
        locations.add(TRUNCATED);
        List<int[]> stacks = new ArrayList<>(profiles.stacks().size());
        for (int[] stack : profiles.stacks()) {
            stacks.add(stack.length <= MAX_FRAMES ? stack : truncate(stack, marker));
        }
        List<ResourceProfile> cleaned = new ArrayList<>(profiles.profiles().size());
        for (ResourceProfile profile : profiles.profiles()) {
            cleaned.add(clean(profile));
        }
        return new Profiles(locations, stacks, cleaned);
    }

    private static Frame clean(Location location) {
        Frame frame = switch (location) {
            case Frame named -> named;
            case Address address -> address.unnamed();
        };
        return new Frame(
                GeneratedNames.strip(CleanText.clean(frame.name()), frame.kind()),
                CleanText.clean(frame.file()),
                frame.line(),
                CleanText.clean(frame.module()),
                frame.kind());
    }

    /// Keeps both ends: the root end, so that the stack merges with its like, and the leaf end, so that self time stays
    /// where it was spent.
    private static int[] truncate(int[] rootFirst, int marker) {
        int head = MAX_FRAMES / 2;
        int tail = MAX_FRAMES - head - 1;
        int[] cut = new int[MAX_FRAMES];
        System.arraycopy(rootFirst, 0, cut, 0, head);
        cut[head] = marker;
        System.arraycopy(rootFirst, rootFirst.length - tail, cut, head + 1, tail);
        return cut;
    }

    private ResourceProfile clean(ResourceProfile profile) {
        Samples samples = profile.samples();
        Samples.Builder kept = new Samples.Builder();
        for (int i = 0; i < samples.size(); i++) {
            if (samples.value(i) > MAX_VALUE) {
                rejections.add(Reason.TOO_LARGE);
            } else if (window.keeps(samples.timeNanos(i))) {
                kept.add(samples.stack(i), samples.timeNanos(i), samples.value(i));
            }
        }
        return new ResourceProfile(
                Attributes.clean(profile.attributes()),
                profile.type(),
                profile.startNanos(),
                profile.durationNanos(),
                kept.size() == samples.size() ? samples : kept.build());
    }
}
