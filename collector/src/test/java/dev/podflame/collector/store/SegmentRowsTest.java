package dev.podflame.collector.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.ingest.Batch.ProfileBatch;
import dev.podflame.profile.ContentIds;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import dev.podflame.profile.TimeSlots;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SegmentRowsTest {
    private static final long NOW = 1_800_000_000L;
    private static final long NANOS = 1_000_000_000;
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);

    private final Dictionaries dictionaries = new Dictionaries(CLOCK, 1000);

    private record Row(
            long service,
            String type,
            long series,
            long seconds,
            long stack,
            long value,
            List<Integer> slots,
            List<Long> weights) {}

    @Test
    void samplesOfOneBucketAndStackBecomeOneRow() throws IOException {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        int stack = dictionary.stack(frames("main", "work"));
        Samples samples = new Samples.Builder()
                .add(stack, NOW * NANOS, 1)
                .add(stack, (NOW + 9) * NANOS, 2)
                .add(stack, (NOW + 10) * NANOS, 4)
                .build();
        List<Row> rows = samples(inserts(dictionary, samples));
        assertEquals(List.of(3L, 4L), rows.stream().map(Row::value).toList());
        assertEquals(List.of(NOW, NOW + 10), rows.stream().map(Row::seconds).toList());
    }

    @Test
    void aRowSaysInWhichTwentyMillisecondsItsValueLies() throws IOException {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        int even = dictionary.stack(frames("even"));
        int uneven = dictionary.stack(frames("uneven"));
        long slot = TimeSlots.NANOS;
        Samples samples = new Samples.Builder()
                .add(even, NOW * NANOS + 3 * slot, 52)
                .add(even, NOW * NANOS + 499 * slot, 26)
                .add(even, NOW * NANOS + 499 * slot + 1, 26)
                .add(uneven, NOW * NANOS + slot, 5)
                .add(uneven, NOW * NANOS, 7)
                .build();
        Map<Long, List<Integer>> slots = new HashMap<>();
        Map<Long, List<Long>> weights = new HashMap<>();
        for (Row row : samples(inserts(dictionary, samples))) {
            slots.put(row.value, row.slots);
            weights.put(row.value, row.weights);
        }
        assertEquals(Map.of(104L, List.of(3, 499), 12L, List.of(0, 1)), slots);
        assertEquals(Map.of(104L, List.of(), 12L, List.of(7L, 5L)), weights, "none if all weigh the same");
    }

    @Test
    void samplesThatAllLieAtTheirProfilesBeginHaveNoTime() throws IOException {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        Samples samples = new Samples.Builder()
                .add(dictionary.stack(frames("main")), NOW * NANOS, 52)
                .build();
        assertEquals(List.of(), samples(inserts(dictionary, samples)).getFirst().slots);
    }

    @Test
    void rowsAreInTheOrderOfTheTableAndKeepTheSum() throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        Samples.Builder samples = new Samples.Builder();
        for (int i = 0; i < 5000; i++) {
            int stack = dictionary.stack(frames("main", "f" + random.nextInt(50)));
            samples.add(stack, (NOW - random.nextInt(20_000)) * NANOS, random.nextInt(100));
        }
        List<Row> rows = samples(inserts(dictionary, samples.build()));
        assertEquals(
                samples.build().total(), rows.stream().mapToLong(Row::value).sum());
        for (int i = 1; i < rows.size(); i++) {
            assertTrue(isSorted(rows.get(i - 1), rows.get(i)), "row " + i);
        }
    }

    @Test
    void aFunctionThatCallsItselfIsCountedOncePerStack() throws IOException {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        Samples samples = new Samples.Builder()
                .add(dictionary.stack(frames("main", "fib", "fib", "fib")), NOW * NANOS, 10)
                .add(dictionary.stack(frames("main", "fib")), NOW * NANOS, 5)
                .add(dictionary.stack(frames("main")), NOW * NANOS, 2)
                .build();
        Map<Long, List<Long>> functions = functions(inserts(dictionary, samples));
        assertEquals(
                Map.of(
                        ContentIds.frame(frames("fib").getFirst()),
                        List.of(15L, 15L),
                        ContentIds.frame(frames("main").getFirst()),
                        List.of(2L, 17L)),
                functions);
    }

    @Test
    void threadsAndTheirStatesAreNoFunctions() throws IOException {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        Frame thread = Frame.of("http-nio-#-exec-#", "", FrameKind.THREAD);
        Frame waiting = Frame.of("waiting", "", FrameKind.THREAD_STATE);
        Frame main = frames("main").getFirst();
        Samples samples = new Samples.Builder()
                .add(dictionary.stack(List.of(thread, waiting, main)), NOW * NANOS, 10)
                .add(dictionary.stack(List.of(thread, main)), NOW * NANOS, 4)
                .add(dictionary.stack(List.of(thread, waiting)), NOW * NANOS, 1)
                .build();
        List<Insert> inserts = inserts(dictionary, samples);
        assertEquals(Map.of(ContentIds.frame(main), List.of(14L, 14L)), functions(inserts));
        assertEquals(3, samples(inserts).size(), "stacks keep them");
    }

    @Test
    void aDictionaryRowIsWrittenOnceUntilTheStoreChanges() throws IOException {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        Samples samples = new Samples.Builder()
                .add(dictionary.stack(frames("main", "work")), NOW * NANOS, 1)
                .build();
        assertEquals(List.of("frames", "stacks", "series", "samples", "fn_1h"), tables(inserts(dictionary, samples)));
        assertEquals(List.of("samples", "fn_1h"), tables(inserts(dictionary, samples)));
        dictionaries.clear();
        assertEquals(List.of("frames", "stacks", "series", "samples", "fn_1h"), tables(inserts(dictionary, samples)));
    }

    @Test
    void aServiceWithTooManyNewStacksHasThemFoldedAndKeepsItsSum() throws IOException {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        Samples.Builder samples = new Samples.Builder();
        for (int i = 0; i < 3000; i++) {
            samples.add(dictionary.stack(frames("main", "a", "b", "c", "d" + i)), NOW * NANOS, 1);
        }
        List<Row> rows = samples(inserts(dictionary, samples.build()));
        assertEquals(1001, rows.size());
        assertEquals(3000, rows.stream().mapToLong(Row::value).sum());
        assertEquals(2000, rows.stream().mapToLong(Row::value).max().orElseThrow());
    }

    private List<Insert> inserts(Profiles.Dictionary dictionary, Samples samples) {
        Map<String, String> attributes = Map.of("service.name", "shop", "process.pid", "1");
        SegmentRows rows = new SegmentRows(dictionaries);
        rows.add(new ProfileBatch(dictionary.profiles(
                List.of(new ResourceProfile(attributes, ProfileType.CPU, NOW * NANOS, 10 * NANOS, samples)))));
        SegmentInserts segment = new SegmentInserts("segment", "run", rows, dictionaries);
        List<Insert> inserts = segment.inserts();
        segment.done();
        return inserts;
    }

    private static List<Frame> frames(String... names) {
        List<Frame> frames = new ArrayList<>();
        for (String name : names) {
            frames.add(Frame.of(name, "app", FrameKind.PYTHON));
        }
        return frames;
    }

    private static List<String> tables(List<Insert> inserts) {
        return inserts.stream().map(Insert::table).toList();
    }

    private static RowBinaryReader of(List<Insert> inserts, String table) {
        return new RowBinaryReader(
                inserts.stream()
                        .filter(insert -> insert.table().equals(table))
                        .findFirst()
                        .orElseThrow()
                        .rows()
                        .stream());
    }

    private static List<Row> samples(List<Insert> inserts) throws IOException {
        RowBinaryReader in = of(inserts, "samples");
        List<Row> rows = new ArrayList<>();
        while (in.next()) {
            rows.add(new Row(
                    in.int64(),
                    in.string(),
                    in.int64(),
                    in.dateTime(),
                    in.int64(),
                    in.int64(),
                    int16s(in),
                    Arrays.stream(in.int64s()).boxed().toList()));
        }
        return rows;
    }

    private static List<Integer> int16s(RowBinaryReader in) throws IOException {
        List<Integer> values = new ArrayList<>();
        for (int left = in.length(); left > 0; left--) {
            values.add(in.int8() + 256 * in.int8());
        }
        return values;
    }

    private static Map<Long, List<Long>> functions(List<Insert> inserts) throws IOException {
        RowBinaryReader in = of(inserts, "fn_1h");
        Map<Long, List<Long>> rows = new HashMap<>();
        while (in.next()) {
            in.int64();
            in.string();
            in.dateTime();
            rows.put(in.int64(), List.of(in.int64(), in.int64()));
        }
        return rows;
    }

    private static boolean isSorted(Row a, Row b) {
        int hour = Long.compare(a.seconds / 3600, b.seconds / 3600);
        int stack = Long.compareUnsigned(a.stack, b.stack);
        return hour < 0 || (hour == 0 && (stack < 0 || (stack == 0 && a.seconds < b.seconds)));
    }
}
