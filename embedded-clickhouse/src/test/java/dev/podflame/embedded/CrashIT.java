package dev.podflame.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kill -9` in the middle of inserts.
class CrashIT {
    private static final int ROWS = 500;
    private static final int BEFORE_THE_CRASH = 40;

    private static String insert(int batch) {
        return "/?insert_deduplication_token=batch-" + batch + "&query=" + Http.encode("INSERT INTO t FORMAT TSV");
    }

    private static String rows(int batch) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            rows.append(batch).append('\t').append(i).append('\n');
        }
        return rows.toString();
    }

    @Test
    void whatWasAcknowledgedIsThereOnceAfterTheCrash(@TempDir Path folder) throws Exception {
        ConcurrentLinkedQueue<Integer> acknowledged = new ConcurrentLinkedQueue<>();
        AtomicInteger next = new AtomicInteger();
        try (EmbeddedProcess server = EmbeddedProcess.start(folder)) {
            server.http()
                    .run("CREATE TABLE t (batch UInt32, row UInt32) ENGINE = MergeTree ORDER BY (batch, row) "
                            + "SETTINGS non_replicated_deduplication_window = 10000");
            Http http = server.http();
            Thread[] writers = new Thread[4];
            for (int i = 0; i < writers.length; i++) {
                writers[i] = Thread.ofPlatform().start(() -> insertUntilItFails(http, next, acknowledged));
            }
            Await.until("some batches", () -> acknowledged.size() >= BEFORE_THE_CRASH);
            server.kill();
            for (Thread writer : writers) {
                writer.join();
            }
        }
        try (EmbeddedProcess server = EmbeddedProcess.start(folder)) {
            Http http = server.http();
            int kept = Integer.parseInt(http.run("SELECT uniqExact(batch) FROM t"));
            assertTrue(kept >= acknowledged.size(), kept + " batches of " + acknowledged.size());
            for (int batch : acknowledged) {
                assertEquals(Integer.toString(ROWS), http.run("SELECT count() FROM t WHERE batch = " + batch));
            }
            // A client doesn't know what became of the last ones, so it sends them again.
            for (int batch = 0; batch < next.get(); batch++) {
                assertEquals(200, http.post(insert(batch), rows(batch)).statusCode());
            }
            assertEquals(
                    next.get() + "\t" + (long) next.get() * ROWS, http.run("SELECT uniqExact(batch), count() FROM t"));
        }
    }

    private static void insertUntilItFails(Http http, AtomicInteger next, ConcurrentLinkedQueue<Integer> acknowledged) {
        try {
            while (true) {
                int batch = next.getAndIncrement();
                if (http.post(insert(batch), rows(batch)).statusCode() == 200) {
                    acknowledged.add(batch);
                }
            }
        } catch (IOException e) {
            // The server is gone, as it should be.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
