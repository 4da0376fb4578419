package dev.podflame.collector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.load.LoadGenerator;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Query;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prints figures; fails only where they would be useless. `bench/` compares them with targets.
class IngestRateIT {
    private static final int REQUESTS = Integer.getInteger("podflame.load.requests", 100);
    private static final double MIB = 1 << 20;

    @Test
    void takesAndStoresManyRows(@TempDir Path data) throws Exception {
        try (CollectorProcess collector = CollectorProcess.start(data);
                ClickHouse store = collector.store()) {
            LoadGenerator load = new LoadGenerator(collector.url(), REQUESTS, true);
            load.send(2);
            collector.awaitStored();
            long before = rows(store);
            double cpuBefore = cpuSeconds(collector);
            long start = System.nanoTime();
            LoadGenerator.Result result = load.send(2);
            collector.awaitStored();
            double seconds = (System.nanoTime() - start) / 1e9;
            double cpu = cpuSeconds(collector) - cpuBefore;
            long rows = rows(store) - before;
            System.out.printf(
                    "ingest: %,d samples in %.1f s taken, %.1f s stored: %,.0f samples/s, %,.0f rows/s, %.1f MiB/s in,"
                            + " %d refused; %.1f s of CPU: %,.0f samples/s and %,.0f rows/s on 2 full cores; RSS collector %.0f MiB, ClickHouse %.0f MiB; samples %.2f B/row%n",
                    result.samples(),
                    result.seconds(),
                    seconds,
                    result.samples() / seconds,
                    rows / seconds,
                    result.bytes() / seconds / MIB,
                    result.retries(),
                    cpu,
                    2 * result.samples() / cpu,
                    2 * rows / cpu,
                    rss(collector.pid()),
                    rss(collector.child().pid()),
                    bytesPerRow(store));
            assertEquals(before, rows, "the same requests again make the same rows again");
            assertTrue(rss(collector.pid()) + rss(collector.child().pid()) < 1536, "RSS of both stays below 1.5 GiB");
        }
    }

    private static long rows(ClickHouse store) throws Exception {
        return store.query(Query.of("SELECT count() FROM samples"), rows -> rows.next() ? rows.int64() : 0);
    }

    private static double bytesPerRow(ClickHouse store) throws Exception {
        return store.query(
                Query.of("SELECT sum(bytes_on_disk) / sum(rows) FROM system.parts WHERE active AND table = 'samples'"),
                rows -> rows.next() ? rows.float64() : 0);
    }

    /// CPU time of the collector and its child: unlike the time on the clock, it doesn't depend on who else runs.
    private static double cpuSeconds(CollectorProcess collector) {
        ProcessHandle itself = ProcessHandle.of(collector.pid()).orElseThrow();
        return Stream.of(itself, collector.child())
                .mapToDouble(process ->
                        process.info().totalCpuDuration().orElseThrow().toMillis() / 1e3)
                .sum();
    }

    private static double rss(long pid) throws Exception {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(pid), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
            }
        }
        throw new AssertionError("no VmRSS");
    }
}
