package dev.podflame.collector.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.podflame.collector.Eventually;
import dev.podflame.collector.ingest.Batch.ProfileBatch;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Profiles;
import dev.podflame.profile.ResourceProfile;
import dev.podflame.profile.Samples;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// What exactly-once rests on: the tokens, on every table and through every view, in the real engine.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RepeatedInsertIT {
    private static final List<String> SUMS = List.of(
            "SELECT sum(value) FROM samples",
            "SELECT sum(value) FROM svc_1m",
            "SELECT sum(value) FROM svc_1h",
            "SELECT sum(value) FROM totals_1m",
            "SELECT sum(self) FROM fn_1h");

    private final ClickHouse clickHouse = new ClickHouse();
    private final EmbeddedClickHouse child;

    RepeatedInsertIT(@TempDir Path data) throws Exception {
        Path root = Path.of(System.getProperty("podflame.root"));
        child = new EmbeddedClickHouse(
                new EmbeddedClickHouse.Settings(
                        root.resolve("embedded-clickhouse/target"), library(), data, 512L << 20),
                clickHouse::moveTo);
    }

    private static Path library() throws Exception {
        try (Stream<Path> files = Files.walk(Path.of(System.getProperty("user.home"), ".cache/podflame/libchdb"))) {
            return files.filter(file -> file.endsWith("libchdb.so"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("fetch it with embedded-clickhouse/fetch-libchdb.sh"));
        }
    }

    @AfterAll
    void stop() {
        clickHouse.close();
        child.close();
    }

    @BeforeEach
    void freshTables() throws Exception {
        clickHouse.createDatabase();
        clickHouse.execute("DROP DATABASE podflame");
        new Schema(clickHouse, Retention.DEFAULT).migrate();
    }

    @Test
    void theSameSegmentThriceCountsOnceEverywhere() throws Exception {
        for (int i = 0; i < 3; i++) {
            insert("segment-1", new Dictionaries(Clock.systemUTC(), 100));
        }
        assertEquals(List.of(60L, 60L, 60L, 60L, 60L), sums());
    }

    @Test
    void twoSegmentsWithTheSameContentCountTwice() throws Exception {
        insert("segment-1", new Dictionaries(Clock.systemUTC(), 100));
        insert("segment-2", new Dictionaries(Clock.systemUTC(), 100));
        assertEquals(List.of(120L, 120L, 120L, 120L, 120L), sums());
    }

    @Test
    void aSegmentAfterARestartOfClickHouseIsStillKnown() throws Exception {
        insert("segment-1", new Dictionaries(Clock.systemUTC(), 100));
        int restarts = child.restarts();
        ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
        Eventually.holds("it is started again", Duration.ofSeconds(60), () -> child.restarts() > restarts && serves());
        insert("segment-1", new Dictionaries(Clock.systemUTC(), 100));
        assertEquals(List.of(60L, 60L, 60L, 60L, 60L), sums());
    }

    @Test
    void migratingAgainChangesNothing() throws Exception {
        insert("segment-1", new Dictionaries(Clock.systemUTC(), 100));
        new Schema(clickHouse, Retention.DEFAULT).migrate();
        assertEquals(List.of(60L, 60L, 60L, 60L, 60L), sums());
    }

    @Test
    void anErrorKeepsClickHousesCode() {
        StoreException missing = assertThrows(StoreException.class, () -> clickHouse.execute("DROP TABLE nowhere"));
        assertEquals(60, missing.code());
    }

    private boolean serves() {
        try {
            clickHouse.execute("SELECT 1");
            return true;
        } catch (StoreException e) {
            return false;
        }
    }

    /// Ten stacks in two hours, a day apart: two partitions.
    private void insert(String segment, Dictionaries dictionaries) throws Exception {
        Profiles.Dictionary dictionary = new Profiles.Dictionary();
        Samples.Builder samples = new Samples.Builder();
        long now = Instant.now().getEpochSecond();
        long today = (now - now % 86_400) * 1_000_000_000L;
        for (int i = 0; i < 10; i++) {
            List<Frame> stack =
                    List.of(Frame.of("main", "app", FrameKind.GO), Frame.of("work" + i, "app", FrameKind.GO));
            samples.add(dictionary.stack(stack), today, 2);
            samples.add(dictionary.stack(stack), today - 86_400_000_000_000L, 4);
        }
        SegmentRows rows = new SegmentRows(dictionaries);
        rows.add(new ProfileBatch(dictionary.profiles(List.of(new ResourceProfile(
                Map.of("service.name", "shop"), ProfileType.CPU, today, 10_000_000_000L, samples.build())))));
        for (Insert insert : new SegmentInserts(segment, "run", rows, dictionaries).inserts()) {
            clickHouse.insert(insert);
        }
    }

    private List<Long> sums() throws Exception {
        return SUMS.stream().map(this::sum).toList();
    }

    private long sum(String sql) {
        try {
            return clickHouse.query(Query.of(sql), rows -> rows.next() ? rows.int64() : -1);
        } catch (StoreException e) {
            throw new AssertionError(e);
        }
    }
}
