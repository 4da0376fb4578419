package dev.podflame.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.load.ProfileLoad;
import dev.podflame.collector.load.StackPool;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.ClickHouseAddress;
import dev.podflame.collector.store.EmbeddedClickHouse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The collector with a ClickHouse that it didn't start, known by URL, user and password only.
class ServerByUrlIT {
    @TempDir
    Path folder;

    @Test
    void aServerGetsEverythingOnceAndOutlivesTheCollector() throws Exception {
        BlockingQueue<ClickHouseAddress> started = new ArrayBlockingQueue<>(10);
        ProfileLoad load = new ProfileLoad(new StackPool(50, new SplittableRandom(1)), "server", 2, 1);
        try (EmbeddedClickHouse server = server(started)) {
            ClickHouseAddress address = started.take();
            Path password = Files.writeString(folder.resolve("password"), address.password() + "\n");
            try (CollectorProcess collector = CollectorProcess.start(
                    folder.resolve("data"),
                    "--clickhouse-url",
                    address.url().toString(),
                    "--clickhouse-user",
                    address.user(),
                    "--clickhouse-password-file",
                    password.toString())) {
                ProfileLoad.Request request = load.request(StoringIT.bucket(0), 50);
                assertEquals(200, collector.sendProfiles(request.body()));
                collector.awaitStored();
                try (ClickHouse store = new ClickHouse(address)) {
                    assertEquals(StoredSums.all(request.nanos()), StoredSums.of(store, "server"));
                }
            }
            assertTrue(server.trouble().isEmpty(), "the server outlives the collector");
        }
    }

    @Test
    void aServerThatIsNotThereIsNamedAndNothingIsLost() throws Exception {
        try (CollectorProcess collector =
                CollectorProcess.start(folder.resolve("data"), "--clickhouse-url", "http://127.0.0.1:1")) {
            ProfileLoad load = new ProfileLoad(new StackPool(50, new SplittableRandom(1)), "server", 2, 1);
            assertEquals(
                    200,
                    collector.sendProfiles(load.request(StoringIT.bucket(0), 50).body()));
            Eventually.holds(
                    "the reason is told",
                    Duration.ofSeconds(30),
                    () -> collector.get("/health/ready").body().contains("http://127.0.0.1:1"));
            assertEquals(503, collector.get("/health/ready").statusCode());
            assertTrue(collector.metric("podflame_spool_bytes", "") > 0);
        }
    }

    private EmbeddedClickHouse server(BlockingQueue<ClickHouseAddress> started) throws Exception {
        Path root = Path.of(System.getProperty("podflame.root"));
        return new EmbeddedClickHouse(
                new EmbeddedClickHouse.Settings(
                        root.resolve("embedded-clickhouse/target"),
                        EmbeddedFiles.library(null),
                        folder.resolve("server"),
                        512L << 20),
                started::add);
    }
}
