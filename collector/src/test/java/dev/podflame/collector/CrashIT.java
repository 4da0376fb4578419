package dev.podflame.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.store.ClickHouse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever dies under load: what was acknowledged is stored, and stored once.
class CrashIT {
    private static final int KILLS = 3;
    private static final int BATCHES_BETWEEN = 20;

    @Test
    void killingClickHouseDuringInsertsLosesAndDoublesNothing(@TempDir Path data) throws Exception {
        try (CollectorProcess collector = CollectorProcess.start(data)) {
            AcknowledgedLoad load = new AcknowledgedLoad(() -> collector, "child");
            try (load) {
                for (int kill = 0; kill < KILLS; kill++) {
                    int batches = load.batches();
                    double segments = collector.metric("podflame_store_segments_total", "");
                    Eventually.holds(
                            "batches are acknowledged and segments stored",
                            Duration.ofSeconds(90),
                            () -> load.batches() > batches + BATCHES_BETWEEN
                                    && collector.metric("podflame_store_segments_total", "") > segments);
                    double restarts = collector.metric("podflame_clickhouse_restarts_total", "");
                    collector.child().destroyForcibly();
                    Eventually.holds(
                            "the child is started again",
                            Duration.ofSeconds(90),
                            () -> collector.metric("podflame_clickhouse_restarts_total", "") > restarts);
                }
            }
            collector.awaitStored();
            try (ClickHouse store = collector.store()) {
                told("ClickHouse", load, StoredSums.of(store, "child"));
                assertEquals(StoredSums.all(load.nanos()), StoredSums.of(store, "child"));
            }
            assertEquals(200, collector.get("/health/ready").statusCode());
        }
    }

    @Test
    void killingTheCollectorUnderLoadLosesAndDoublesNothing(@TempDir Path data) throws Exception {
        CollectorProcess[] collector = {CollectorProcess.start(data)};
        AcknowledgedLoad load = new AcknowledgedLoad(() -> collector[0], "collector");
        try (load) {
            for (int kill = 0; kill < KILLS; kill++) {
                int batches = load.batches();
                Eventually.holds(
                        "batches are acknowledged",
                        Duration.ofSeconds(90),
                        () -> load.batches() > batches + BATCHES_BETWEEN);
                collector[0].kill();
                collector[0] = CollectorProcess.start(data);
            }
        }
        try (CollectorProcess last = collector[0];
                ClickHouse store = last.store()) {
            last.awaitStored();
            told("the collector", load, StoredSums.of(store, "collector"));
            assertEquals(StoredSums.all(load.nanos()), StoredSums.of(store, "collector"));
            assertTrue(load.batches() > KILLS * BATCHES_BETWEEN);
        }
    }

    @Test
    void aCollectorThatIsStoppedStoresWhatItHas(@TempDir Path data) throws Exception {
        long nanos;
        try (CollectorProcess collector = CollectorProcess.start(data)) {
            AcknowledgedLoad load = new AcknowledgedLoad(() -> collector, "stop");
            try (load) {
                Eventually.holds("batches are acknowledged", Duration.ofSeconds(60), () -> load.batches() > 5);
            }
            nanos = load.nanos();
        }
        try (CollectorProcess again = CollectorProcess.start(data);
                ClickHouse store = again.store()) {
            again.awaitStored();
            assertEquals(StoredSums.all(nanos), StoredSums.of(store, "stop"));
        }
    }

    private static void told(String killed, AcknowledgedLoad load, StoredSums stored) {
        System.out.printf(
                "kill -9 of %s, %d times: %d ns acknowledged in %d batches; %s%n",
                killed, KILLS, load.nanos(), load.batches(), stored);
    }
}
