package dev.podflame.agent.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.Await;
import dev.podflame.agent.batch.EncodedBatch;
import dev.podflame.agent.batch.EncodedBatch.Encoding;
import dev.podflame.agent.send.FlakyCollector.Behaviour;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BatchSenderIT {
    private static final BatchSender.Waits QUICK =
            new BatchSender.Waits(Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofSeconds(3), false);

    @TempDir
    Path folder;

    private Spool spool;

    @BeforeEach
    void openSpool() throws IOException {
        spool = Spool.open(folder, "n", "b", new Spool.Limits(1 << 20, Duration.ofDays(1)));
    }

    @Test
    void batchesArriveInOrderUnderTheirNames() throws Exception {
        spool.append(batch(Encoding.OTLP_PROFILES, "one"));
        spool.append(batch(Encoding.OTLP_METRICS, "two"));
        try (FlakyCollector collector = new FlakyCollector(0);
                CollectorClient client = new CollectorClient(CollectorAddress.open(collector.url()));
                BatchSender sender = BatchSender.start("test", spool, client, QUICK)) {
            assertEquals("ACCEPT /v1development/profiles n/b/1", collector.awaitRequest());
            assertEquals("ACCEPT /v1/metrics n/b/2", collector.awaitRequest());
            until(() -> spool.size() == 0);
            assertEquals(List.of("one", "two"), List.copyOf(collector.contents().values()));
            assertEquals(2, sender.counts().sent());
            assertTrue(sender.trouble().isEmpty());
        }
    }

    @Test
    void overloadAndOutageAreSatOutWithoutLosingOrReordering() throws Exception {
        spool.append(batch(Encoding.OTLP_PROFILES, "one"));
        spool.append(batch(Encoding.OTLP_PROFILES, "two"));
        try (FlakyCollector collector = new FlakyCollector(
                        0, Behaviour.TOO_MANY_REQUESTS, Behaviour.UNAVAILABLE, Behaviour.UNAVAILABLE);
                CollectorClient client = new CollectorClient(CollectorAddress.open(collector.url()));
                BatchSender sender = BatchSender.start("test", spool, client, QUICK)) {
            assertEquals("TOO_MANY_REQUESTS /v1development/profiles n/b/1", collector.awaitRequest());
            assertEquals("UNAVAILABLE /v1development/profiles n/b/1", collector.awaitRequest());
            assertEquals("UNAVAILABLE /v1development/profiles n/b/1", collector.awaitRequest());
            assertEquals("ACCEPT /v1development/profiles n/b/1", collector.awaitRequest());
            assertEquals("ACCEPT /v1development/profiles n/b/2", collector.awaitRequest());
            until(() -> spool.size() == 0);
            assertEquals(3, sender.counts().failures());
        }
    }

    @Test
    void aBatchTakenWithoutAnAnswerIsSentAgainUnderTheSameName() throws Exception {
        spool.append(batch(Encoding.OTLP_PROFILES, "one"));
        try (FlakyCollector collector = new FlakyCollector(0, Behaviour.TAKE_AND_HANG_UP);
                CollectorClient client = new CollectorClient(CollectorAddress.open(collector.url()));
                BatchSender sender = BatchSender.start("test", spool, client, QUICK)) {
            assertEquals("TAKE_AND_HANG_UP /v1development/profiles n/b/1", collector.awaitRequest());
            assertEquals("ACCEPT /v1development/profiles n/b/1", collector.awaitRequest());
            until(() -> spool.size() == 0);
            assertEquals(1, collector.taken().size());
            assertEquals(1, sender.counts().sent());
        }
    }

    @Test
    void aRefusedBatchIsDroppedWithTheCollectorsReasonAndTheNextOneSent() throws Exception {
        spool.append(batch(Encoding.OTLP_PROFILES, "bad"));
        try (FlakyCollector collector = new FlakyCollector(0, Behaviour.BAD_REQUEST);
                CollectorClient client = new CollectorClient(CollectorAddress.open(collector.url()));
                BatchSender sender = BatchSender.start("test", spool, client, QUICK)) {
            until(() -> sender.counts().refused() == 1);
            assertEquals(
                    "the collector answers 400: field 7 at byte 12 is no string",
                    sender.trouble().orElse(""));
            spool.append(batch(Encoding.OTLP_PROFILES, "good"));
            until(() -> sender.counts().sent() == 1);
            assertEquals(List.of("good"), List.copyOf(collector.contents().values()));
            assertTrue(sender.trouble().isEmpty());
        }
    }

    @Test
    void batchesWaitOnDiskUntilThereIsACollector() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        spool.append(batch(Encoding.OTLP_PROFILES, "one"));
        URI nobody = URI.create("http://127.0.0.1:" + port);
        try (CollectorClient client = new CollectorClient(CollectorAddress.open(nobody));
                BatchSender sender = BatchSender.start("test", spool, client, QUICK)) {
            until(() -> sender.counts().failures() > 2);
            assertTrue(
                    sender.trouble().orElse("").contains("can't be reached"),
                    sender.trouble().toString());
            try (FlakyCollector collector = new FlakyCollector(port)) {
                until(() -> spool.size() == 0);
                assertEquals(1, collector.taken().size());
            }
        }
    }

    private static EncodedBatch batch(Encoding encoding, String content) {
        return new EncodedBatch(encoding, content.getBytes(StandardCharsets.UTF_8));
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        Await.until("what was waited for", Duration.ofSeconds(20), condition);
    }
}
