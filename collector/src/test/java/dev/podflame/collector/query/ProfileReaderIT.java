package dev.podflame.collector.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.store.Retention;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.ContentIds;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.MergedProfile;
import dev.podflame.profile.ProfileType;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Six hours of known samples of two series in a real store.
class ProfileReaderIT {
    private static Instant now;
    private static long begin;
    private static final long SERVICE = ContentIds.service("shop", "checkout");

    private static StoredSamples store;
    private static ProfileReader reader;
    private static long[] seriesIds;
    private static final Map<Long, String> STACK_TEXTS = new HashMap<>();
    /// All samples: time → series → stack → value.
    private static final TreeMap<Long, Map<Long, Map<Long, Long>>> SAMPLES = new TreeMap<>();

    @BeforeAll
    static void store() throws Exception {
        now = Instant.ofEpochSecond(Instant.now().getEpochSecond() / 10 * 10);
        begin = now.getEpochSecond() - 6 * 3600;
        store = new StoredSamples();
        reader = new ProfileReader(store.clickHouse());
        seriesIds = new long[] {
            store.series("shop", "checkout", Map.of("k8s.pod.name", "a"), begin, now.getEpochSecond()),
            store.series("shop", "checkout", Map.of("k8s.pod.name", "b"), begin, now.getEpochSecond())
        };
        Random random = new Random(3);
        List<List<Frame>> stacks = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            List<Frame> stack = new ArrayList<>();
            for (int d = 0; d <= i % 7; d++) {
                stack.add(Frame.of("f" + i / (d + 1), "shop.jar", FrameKind.JVM));
            }
            stacks.add(stack);
        }
        long[] ids = store.stacks(SERVICE, stacks);
        for (int i = 0; i < ids.length; i++) {
            STACK_TEXTS.put(ids[i], text(stacks.get(i)));
        }
        for (long time = begin; time < now.getEpochSecond(); time += 10) {
            for (long series : seriesIds) {
                for (int n = random.nextInt(6); n > 0; n--) {
                    long stack = ids[(int) (200.0 * Math.pow(random.nextDouble(), 3))];
                    long value = 1L + random.nextInt(1_000_000);
                    store.sample(SERVICE, ProfileType.CPU, series, time, stack, value);
                    SAMPLES.computeIfAbsent(time, _ -> new HashMap<>())
                            .computeIfAbsent(series, _ -> new HashMap<>())
                            .merge(stack, value, Long::sum);
                }
            }
            if (store.pending() > 3000) {
                store.flush();
            }
        }
        store.sample(SERVICE, ProfileType.WALL, seriesIds[0], begin, ids[0], 77);
        store.sample(ContentIds.service("shop", "other"), ProfileType.CPU, seriesIds[0], begin, ids[0], 99);
        store.flush();
    }

    @AfterAll
    static void close() throws IOException {
        store.close();
    }

    @Test
    void anyRangeHasExactlyItsSamplesWhicheverTablesAnswer() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < 40; i++) {
            long from = begin + 10L * random.nextInt(6 * 360 - 1);
            long to = from + 10L * (1 + random.nextInt((int) (now.getEpochSecond() - from) / 10));
            TimeRange range = new TimeRange(from, to);
            TablePlan rollups = TablePlan.ofService(range, Retention.DEFAULT, now);
            TablePlan raw = TablePlan.ofSeries(rollups.range(), Retention.DEFAULT, now);

            Map<String, Long> expected = expected(rollups.range(), seriesIds);
            assertEquals(expected, byStack(read(rollups, SeriesChoice.all())), "rollups of " + rollups);
            assertEquals(expected, byStack(read(raw, SeriesChoice.all())), "samples of " + raw);
        }
    }

    @Test
    void aFilterReadsOnlyItsSeries() throws Exception {
        TimeRange range = new TimeRange(begin + 50, begin + 7000);

        MergedProfile profile =
                read(TablePlan.ofSeries(range, Retention.DEFAULT, now), new SeriesChoice.Only(List.of(seriesIds[1])));

        assertEquals(expected(range, seriesIds[1]), byStack(profile));
    }

    @Test
    void noSeriesAndUnknownServicesAreEmpty() throws Exception {
        TimeRange range = new TimeRange(begin, begin + 7000);
        TablePlan plan = TablePlan.ofSeries(range, Retention.DEFAULT, now);

        assertEquals(0, read(plan, new SeriesChoice.Only(List.of())).total());
        assertEquals(
                0,
                reader.read(Subject.of(42, SeriesChoice.all()), ProfileType.CPU, plan)
                        .total());
    }

    @Test
    void typesAreKeptApart() throws Exception {
        TablePlan plan = TablePlan.ofService(new TimeRange(begin, begin + 7200), Retention.DEFAULT, now);

        assertEquals(
                77,
                reader.read(Subject.of(SERVICE, SeriesChoice.all()), ProfileType.WALL, plan)
                        .total());
    }

    @Test
    void aStackThatIsNotStoredKeepsItsWeight() throws Exception {
        long service = ContentIds.service("shop", "broken");
        store.sample(service, ProfileType.CPU, 1, begin, 12345, 8);
        store.flush();
        TablePlan plan = TablePlan.ofService(new TimeRange(begin, begin + 60), Retention.DEFAULT, now);

        MergedProfile profile = reader.read(Subject.of(service, SeriesChoice.all()), ProfileType.CPU, plan);

        assertEquals(Map.of("(stack not stored)", 8L), byStack(profile));
    }

    @Test
    void aQueryMayNotWrite() {
        StoreException refused = org.junit.jupiter.api.Assertions.assertThrows(
                StoreException.class,
                () -> store.clickHouse()
                        .query(
                                QueryLimits.apply(dev.podflame.collector.store.Query.of("TRUNCATE TABLE frames")),
                                _ -> 0));

        assertTrue(String.valueOf(refused.getMessage()).contains("readonly"), refused.getMessage());
    }

    private static MergedProfile read(TablePlan plan, SeriesChoice series) throws StoreException {
        return reader.read(Subject.of(SERVICE, series), ProfileType.CPU, plan);
    }

    private static Map<String, Long> expected(TimeRange range, long... series) {
        Map<String, Long> sums = new TreeMap<>();
        SAMPLES.subMap(range.from(), range.to()).values().forEach(bySeries -> {
            for (long id : series) {
                bySeries.getOrDefault(id, Map.of())
                        .forEach((stack, value) -> sums.merge(STACK_TEXTS.getOrDefault(stack, "?"), value, Long::sum));
            }
        });
        return sums;
    }

    private static Map<String, Long> byStack(MergedProfile profile) {
        Map<String, Long> sums = new TreeMap<>();
        for (int i = 0; i < profile.values().length; i++) {
            List<Frame> stack = new ArrayList<>();
            for (int frame : profile.stacks().get(i)) {
                stack.add(profile.frames().get(frame));
            }
            sums.merge(text(stack), profile.values()[i], Long::sum);
        }
        return sums;
    }

    private static String text(List<Frame> stack) {
        return String.join(";", stack.stream().map(Frame::name).toList());
    }
}
