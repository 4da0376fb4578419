package dev.podflame.bench.part;

import dev.podflame.bench.store.Database;
import dev.podflame.bench.store.SampleBlock;
import dev.podflame.bench.synthetic.SyntheticProfiles;
import java.io.IOException;
import java.util.List;

/// The same rows without a collector: straight into a table alone, and into a copy of the collector's tables with their
/// rollups. Leaves nothing behind.
final class DirectInserts {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLION = 1e6;
    private static final List<String> ROLLUPS = List.of("svc_1m", "svc_1h", "totals_1m");

    private final RunningStore store;
    private final SyntheticProfiles profiles;
    private long plainNanos;
    private long rollupNanos;
    private double plainCpu;
    private long rows;

    DirectInserts(RunningStore store, SyntheticProfiles profiles) {
        this.store = store;
        this.profiles = profiles;
    }

    /// Rows per second, and ClickHouse's CPU seconds per million rows without rollups.
    record Rates(double plain, double withRollups, double cpuPerMillion) {}

    Rates measure() throws IOException {
        Database database = store.database();
        database.execute("DROP DATABASE IF EXISTS direct");
        database.execute("CREATE DATABASE direct");
        database.execute("CREATE TABLE direct.alone AS podflame.samples");
        database.execute("CREATE TABLE direct.samples AS podflame.samples");
        for (String rollup : ROLLUPS) {
            database.execute("CREATE TABLE direct." + rollup + " AS podflame." + rollup);
        }
        view("svc_1m", "toStartOfMinute(samples.ts) AS ts, stack_id");
        view("svc_1h", "toStartOfHour(samples.ts) AS ts, stack_id");
        view("totals_1m", "series_id, toStartOfMinute(samples.ts) AS ts");
        insertAll(new SampleBlock(profiles));
        database.execute("DROP DATABASE direct");
        return new Rates(
                rows / (plainNanos / NANOS_PER_SECOND),
                rows / (rollupNanos / NANOS_PER_SECOND),
                plainCpu / (rows / MILLION));
    }

    private void view(String rollup, String key) throws IOException {
        store.database()
                .execute("CREATE MATERIALIZED VIEW direct." + rollup + "_view TO direct." + rollup
                        + " AS SELECT service_id, type, " + key + ", sum(samples.value) AS value FROM direct.samples"
                        + " GROUP BY service_id, type, " + key.replaceAll("toStartOf\\w+\\(samples\\.ts\\) AS ", ""));
    }

    private void insertAll(SampleBlock block) throws IOException {
        for (int bucket = 0; bucket < profiles.shape().buckets(); bucket++) {
            for (int pod = 0; pod < profiles.shape().pods(); pod++) {
                if (!block.add(pod, bucket)) {
                    insert(block);
                    block.add(pod, bucket);
                }
            }
        }
        insert(block);
    }

    private void insert(SampleBlock block) throws IOException {
        double cpuBefore = store.clickHouse().usage().cpuSeconds();
        plainNanos += insert("direct.alone", block);
        plainCpu += store.clickHouse().usage().cpuSeconds() - cpuBefore;
        rollupNanos += insert("direct.samples", block);
        rows += block.rows();
        block.clear();
    }

    private long insert(String table, SampleBlock block) throws IOException {
        long start = System.nanoTime();
        store.database().insert(table, SampleBlock.COLUMNS, block.bytes(), block.length(), table + "/" + rows);
        return System.nanoTime() - start;
    }
}
