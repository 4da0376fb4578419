package dev.podflame.bench.part;

import dev.podflame.bench.report.Figures;
import dev.podflame.bench.report.Measurement;
import dev.podflame.bench.report.Part;
import dev.podflame.bench.store.Database;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How much disk a row takes when its table is merged.
public final class StoragePart {
    private static final String NAIVE = "bench_naive";

    private final Database database;
    private final LargeService large;

    public StoragePart(RunningStore store, LargeService large) {
        this.database = store.database();
        this.large = large;
    }

    private record Table(long rows, long bytes) {
        String bytesPerRow() {
            return Figures.bytesPer(bytes, rows);
        }

        String ratio(Table baseline) {
            return rows == 0 || baseline.rows == 0
                    ? ""
                    : Figures.ratio((double) bytes / rows, (double) baseline.bytes / baseline.rows);
        }
    }

    public Part measure() throws IOException {
        Table naive = naive();
        Table samples = merged("samples");
        List<Measurement> rows = new ArrayList<>();
        Table times = new Table(samples.rows, timesBytes());
        Table untimed = new Table(samples.rows, samples.bytes - times.bytes);
        rows.add(Measurement.of("row of `samples`, " + count(samples), samples.bytesPerRow())
                .against(naive.bytesPerRow(), samples.ratio(naive)));
        rows.add(
                Measurement.of("of it all but its times", untimed.bytesPerRow()).target("≤ 4 B"));
        rows.add(Measurement.of("of it its times, kept for three days", times.bytesPerRow()));
        rows.addAll(rollups("ingested, "));
        Table totals = merged("totals_1m");
        rows.add(Measurement.of("row of `totals_1m`, " + count(totals), totals.bytesPerRow()));
        Table stacks = merged("stacks");
        rows.add(Measurement.of("stack, " + Figures.count(stacks.rows) + " of them", stacks.bytesPerRow()));
        Table frames = merged("frames");
        rows.add(Measurement.of("frame, " + Figures.count(frames.rows) + " of them", frames.bytesPerRow()));
        Table functions = merged("fn_1h");
        rows.add(Measurement.of("row of `fn_1h`, " + count(functions), functions.bytesPerRow()));
        database.execute("DROP TABLE " + NAIVE);
        large.create();
        rollups(LargeService.HOURS + " h of " + Figures.count(large.pods()) + " pods, ")
                .forEach(row -> rows.add(row.target("≤ 2 B")));
        return new Part(
                "Storage",
                List.of(
                        "After `OPTIMIZE … FINAL`; bytes on disk of the active parts, indexes and marks included.",
                        "Rollups keep a stack's times of a day together, so their rows get small only over a day: the"
                                + " target is for the rows that the part Queries describes.",
                        "Baseline: the same rows in a table ordered by (service, type, series, time, stack) with"
                                + " ClickHouse's default codecs."),
                rows);
    }

    private List<Measurement> rollups(String what) throws IOException {
        List<Measurement> rows = new ArrayList<>();
        for (String rollup : List.of("svc_1m", "svc_1h")) {
            Table table = merged(rollup);
            rows.add(Measurement.of("row of `" + rollup + "`, " + what + count(table), table.bytesPerRow()));
        }
        return rows;
    }

    private static String count(Table table) {
        return Figures.count(table.rows) + " rows";
    }

    private Table naive() throws IOException {
        database.execute("DROP TABLE IF EXISTS " + NAIVE);
        database.execute("CREATE TABLE " + NAIVE + " (service_id UInt64, type LowCardinality(String), series_id UInt64,"
                + " ts DateTime('UTC'), stack_id UInt64, value UInt64, slots Array(UInt16), weights Array(UInt64)) ENGINE = MergeTree"
                + " PARTITION BY toYYYYMMDD(ts) ORDER BY (service_id, type, series_id, ts, stack_id)");
        database.execute("INSERT INTO " + NAIVE + " SELECT service_id, type, series_id, ts, stack_id, value,"
                + " slots, weights FROM samples");
        return merged(NAIVE);
    }

    private long timesBytes() throws IOException {
        return database.number("SELECT sum(column_bytes_on_disk) FROM system.parts_columns WHERE active"
                + " AND database = currentDatabase() AND table = 'samples' AND column IN ('slots', 'weights')");
    }

    private Table merged(String table) throws IOException {
        database.execute("OPTIMIZE TABLE " + table + " FINAL");
        String parts = " FROM system.parts WHERE active AND database = currentDatabase() AND table = '" + table + "'";
        return new Table(
                database.number("SELECT sum(rows)" + parts), database.number("SELECT sum(bytes_on_disk)" + parts));
    }
}
