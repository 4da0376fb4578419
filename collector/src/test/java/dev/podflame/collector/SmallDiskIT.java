package dev.podflame.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.podflame.collector.load.ProfileLoad;
import dev.podflame.collector.load.StackPool;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Data folders on file systems that are full or read-only. They are mounted in memory, which needs root.
class SmallDiskIT {
    private static final String NO_STORE = "http://127.0.0.1:1";

    @TempDir
    Path disk;

    @AfterEach
    void unmount() throws Exception {
        run("umount", disk.toString());
    }

    @Test
    void aFullDiskAnswers503AndAfterwardsEverythingGoesOn() throws Exception {
        mount("size=4m");
        ProfileLoad load = new ProfileLoad(new StackPool(50, new SplittableRandom(1)), "disk", 1, 1);
        byte[] body = load.request(StoringIT.bucket(0), 500).body();
        try (CollectorProcess collector = CollectorProcess.start(disk.resolve("data"), "--clickhouse-url", NO_STORE)) {
            assertEquals(200, collector.sendProfiles(body, "Podflame-Batch", "node/disk/1"));
            double before = collector.metric("podflame_spool_bytes", "");
            Path filler = fill();
            assertEquals(503, collector.sendProfiles(body, "Podflame-Batch", "node/disk/2"));
            String health = collector.get("/health/ready").body();
            assertTrue(health.contains("No space left on device"), health);
            assertEquals(before, collector.metric("podflame_spool_bytes", ""), "what was taken is still there");

            Files.delete(filler);
            assertEquals(200, collector.sendProfiles(body, "Podflame-Batch", "node/disk/2"));
            assertTrue(collector.metric("podflame_spool_bytes", "") > before);
            assertTrue(!collector.get("/health/ready").body().contains("No space left"));
        }
    }

    @Test
    void aReadOnlyDiskIsNamedAtTheStart() throws Exception {
        mount("size=1m,ro");
        CollectorProcess collector = CollectorProcess.launch(disk.resolve("data"), "--clickhouse-url", NO_STORE);
        assertEquals(1, collector.exitCode());
        assertTrue(collector.log().contains("Read-only file system"), collector.log());
        collector.close();
    }

    private Path fill() throws IOException {
        Path filler = disk.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[4096]);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    private void mount(String options) throws Exception {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString()) == 0,
                "this user may not mount a file system in memory");
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    }
}
