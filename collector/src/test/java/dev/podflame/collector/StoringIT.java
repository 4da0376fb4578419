package dev.podflame.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.podflame.collector.load.ProfileLoad;
import dev.podflame.collector.load.StackPool;
import dev.podflame.collector.store.ClickHouse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoringIT {
    private final StackPool stacks = new StackPool(2_000, new SplittableRandom(7));
    private final CollectorProcess collector;
    private final ClickHouse store;

    StoringIT(@TempDir Path data) throws Exception {
        collector = CollectorProcess.start(data);
        store = collector.store();
    }

    @AfterAll
    void stop() throws Exception {
        store.close();
        collector.close();
    }

    @Test
    void theSumIsTheSameInEveryTable() throws Exception {
        ProfileLoad load = new ProfileLoad(stacks, "sums", 5, 1);
        long nanos = 0;
        for (int i = 0; i < 20; i++) {
            ProfileLoad.Request request = load.request(bucket(-10L * i), 200);
            assertEquals(200, collector.sendProfiles(request.body(), "Podflame-Batch", "node/sums/" + i));
            nanos += request.nanos();
        }
        collector.awaitStored();
        assertEquals(StoredSums.all(nanos), StoredSums.of(store, "sums"));
    }

    @Test
    void aBatchThatComesThriceCountsOnce() throws Exception {
        ProfileLoad.Request request = new ProfileLoad(stacks, "thrice", 2, 2).request(bucket(0), 100);
        for (int i = 0; i < 3; i++) {
            assertEquals(
                    200,
                    collector.sendProfiles(
                            request.gzip(), "Podflame-Batch", "node/thrice/1", "Content-Encoding", "gzip"));
        }
        collector.awaitStored();
        assertEquals(StoredSums.all(request.nanos()), StoredSums.of(store, "thrice"));
        assertEquals(2, collector.metric("podflame_ingest_requests_total", "outcome=\"repeated\""));
    }

    @Test
    void theSameDataInAnotherBatchCountsAgain() throws Exception {
        ProfileLoad.Request request = new ProfileLoad(stacks, "again", 2, 3).request(bucket(0), 100);
        for (int i = 1; i <= 3; i++) {
            assertEquals(200, collector.sendProfiles(request.body(), "Podflame-Batch", "node/again/" + i));
        }
        collector.awaitStored();
        assertEquals(StoredSums.all(3 * request.nanos()), StoredSums.of(store, "again"));
    }

    /// The begin of a bucket of 10 s, some seconds from now.
    static long bucket(long offsetSeconds) {
        long now = Instant.now().getEpochSecond() + offsetSeconds;
        return now - now % 10;
    }
}
