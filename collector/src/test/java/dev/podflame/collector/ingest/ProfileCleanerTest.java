package dev.podflame.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.ingest.Rejections.Reason;
import dev.podflame.profile.Address;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.Location;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ProfileCleanerTest {
    private static final long NOW_MILLIS = 1_800_000_000_000L;
    private static final long NOW = NOW_MILLIS * 1_000_000;
    private static final long HOUR = 3_600_000_000_000L;

    private final Rejections rejections = new Rejections();

    @Test
    void anAddressThatNobodyNamedBecomesModuleAndOffset() {
        Location address = new Address("/usr/lib/libz.so.1", "abc", 0x1234, FrameKind.NATIVE);
        Profiles clean = clean(List.of(address), Map.of(), NOW, 1);
        assertEquals("libz.so.1+0x1234", ((Frame) clean.locations().getFirst()).name());
    }

    @Test
    void aStackOf10000FramesKeepsBothEndsAroundAMarker() {
        List<Location> deep = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            deep.add(Frame.of("f" + i, "", FrameKind.PYTHON));
        }
        Profiles clean = clean(deep, Map.of(), NOW, 1);
        List<Location> stack = clean.stack(0);
        assertEquals(ProfileCleaner.MAX_FRAMES, stack.size());
        assertEquals(deep.getFirst(), stack.getFirst());
        assertEquals(deep.getLast(), stack.getLast());
        assertEquals(1, stack.stream().filter(ProfileCleaner.TRUNCATED::equals).count());
    }

    @Test
    void timesFarFromNowAreLeftOutAndCounted() {
        assertEquals(0, clean(NOW - 49 * HOUR).sampleCount());
        assertEquals(0, clean(0).sampleCount());
        assertEquals(0, clean(NOW + HOUR).sampleCount());
        assertEquals(0, clean(4_102_444_800_000_000_000L).sampleCount());
        assertEquals(1, clean(NOW - 47 * HOUR).sampleCount());
        assertEquals(1, clean(NOW + 60_000_000_000L).sampleCount());
        assertEquals(Map.of(Reason.TOO_OLD, 2, Reason.TOO_NEW, 2), rejections.counts());
        assertEquals(
                "not kept: 2 samples older than 48 hours, 2 samples more than 10 minutes in the future",
                rejections.message());
    }

    @Test
    void aValuePastAnyMeasurementIsLeftOut() {
        Profiles clean = clean(List.of(Frame.of("f", "", FrameKind.GO)), Map.of(), NOW, Long.MAX_VALUE);
        assertEquals(0, clean.sampleCount());
        assertEquals(Map.of(Reason.TOO_LARGE, 1), rejections.counts());
    }

    @Test
    void attributesAreBoundedInNumberAndLength() {
        Map<String, String> many = new TreeMap<>();
        for (int i = 0; i < 1000; i++) {
            many.put("label" + i, "v".repeat(5000));
        }
        Map<String, String> kept = clean(List.of(Frame.of("f", "", FrameKind.GO)), many, NOW, 1)
                .profiles()
                .getFirst()
                .attributes();
        assertEquals(Attributes.MAX_ATTRIBUTES, kept.size());
        assertTrue(kept.values().stream().allMatch(value -> value.length() <= CleanText.MAX_CHARS));
    }

    private Profiles clean(long timeNanos) {
        return clean(List.of(Frame.of("f", "", FrameKind.GO)), Map.of(), timeNanos, 1);
    }

    private Profiles clean(List<Location> stack, Map<String, String> attributes, long timeNanos, long value) {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        Samples samples = new Samples.Builder()
                .add(dictionary.stack(stack), timeNanos, value)
                .build();
        Profiles profiles = dictionary.profiles(
                List.of(new ResourceProfile(attributes, ProfileType.CPU, timeNanos, HOUR, samples)));
        return new ProfileCleaner(NOW_MILLIS, rejections).clean(profiles);
    }
}
