package dev.podflame.bench.part;

import dev.podflame.bench.report.Figures;
import dev.podflame.bench.report.Measurement;
import dev.podflame.bench.report.Part;
import dev.podflame.bench.synthetic.Shape;
import dev.podflame.bench.synthetic.SyntheticProfiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How fast samples get from requests into all tables.
public final class IngestPart {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MILLION = 1e6;

    private final RunningStore store;
    private final SyntheticProfiles profiles;
    private final Path folder;

    public IngestPart(RunningStore store, SyntheticProfiles profiles, Path folder) {
        this.store = store;
        this.profiles = profiles;
        this.folder = folder;
    }

    private record Sent(double acknowledged, double queryable, int waits, CpuMeter.Seconds cpu) {}

    public Part measure() throws IOException, InterruptedException {
        try (Load load = Load.encode(profiles, folder)) {
            Sent sent = send(load);
            long collectorPeak = store.collector().usage().peakResidentBytes();
            long clickHousePeak = store.clickHouse().usage().peakResidentBytes();
            DirectInserts.Rates direct = new DirectInserts(store, profiles).measure();
            List<Measurement> rows = new ArrayList<>(rates(load, sent, direct));
            rows.addAll(costs(load, sent, direct, collectorPeak, clickHousePeak));
            return new Part("Ingest", notes(load, sent), rows);
        }
    }

    private Sent send(Load load) throws IOException, InterruptedException {
        StoredRows stored = new StoredRows(store.database());
        CpuMeter meter = CpuMeter.start(store);
        long start = System.nanoTime();
        int waits = load.send(store.collector().url());
        double acknowledged = (System.nanoTime() - start) / NANOS_PER_SECOND;
        stored.await(load.rows(), load.nanos());
        double queryable = (System.nanoTime() - start) / NANOS_PER_SECOND;
        CpuMeter.Seconds cpu = meter.read();
        stored.check(load.rows(), load.nanos());
        return new Sent(acknowledged, queryable, waits, cpu);
    }

    private static List<Measurement> rates(Load load, Sent sent, DirectInserts.Rates direct) {
        double rate = load.rows() / sent.queryable;
        String baseline = Figures.count(Math.round(direct.plain())) + " rows/s";
        return List.of(
                Measurement.of(
                                "OTLP over HTTP until all rows are queryable",
                                Figures.count(Math.round(rate)) + " rows/s")
                        .target("≥ 60,000")
                        .against(baseline, Figures.ratio(rate, direct.plain())),
                Measurement.of(
                        "OTLP over HTTP until the last request is acknowledged",
                        Figures.count(Math.round(load.rows() / sent.acknowledged)) + " rows/s"),
                Measurement.of(
                                "the store alone, rollups included",
                                Figures.count(Math.round(direct.withRollups())) + " rows/s")
                        .target("≥ 200,000")
                        .against(baseline, Figures.ratio(direct.withRollups(), direct.plain())));
    }

    private static List<Measurement> costs(
            Load load, Sent sent, DirectInserts.Rates direct, long collectorPeak, long clickHousePeak) {
        double millions = load.rows() / MILLION;
        double clickHouse = sent.cpu.clickHouse() / millions;
        return List.of(
                cpu("CPU of the collector", sent.cpu.collector() / millions),
                cpu("CPU of ClickHouse", clickHouse)
                        .against(
                                Figures.number(direct.cpuPerMillion()) + " s",
                                Figures.ratio(clickHouse, direct.cpuPerMillion())),
                cpu("CPU of the load generator", sent.cpu.bench() / millions),
                Measurement.of(
                        "bytes of a row on the wire, gzip / plain",
                        Figures.bytesPer(load.sentBytes(), load.rows()) + " / "
                                + Figures.bytesPer(load.plainBytes(), load.rows())),
                Measurement.of("peak RSS of the collector", Figures.mebibytes(collectorPeak)),
                Measurement.of("peak RSS of ClickHouse", Figures.mebibytes(clickHousePeak)),
                Measurement.of("peak RSS of both", Figures.mebibytes(collectorPeak + clickHousePeak))
                        .target("< 1,431 MiB (1.5 GB)"));
    }

    private static Measurement cpu(String what, double secondsPerMillion) {
        return Measurement.of(what + " per million rows", Figures.number(secondsPerMillion) + " s");
    }

    private List<String> notes(Load load, Sent sent) {
        Shape shape = profiles.shape();
        return List.of(
                Figures.count(load.rows()) + " rows: " + shape.pods() + " pods of one service, "
                        + shape.buckets() * Shape.BUCKET_SECONDS + " s, 20 samples/s each, "
                        + Figures.count(shape.stacks()) + " stacks of 30 to 49 frames, popularity u⁶.",
                Figures.count(load.requests()) + " requests, one per node of " + shape.podsPerNode()
                        + " pods and 10 s, encoded before the clock started; " + shape.nodes()
                        + " senders at once, each one node in order; told to wait " + sent.waits + " times.",
                "Checked: count and sum in `samples`, sums in `svc_1m`, `svc_1h` and `totals_1m` equal what was sent.",
                "Load generator, collector and ClickHouse share the machine.",
                "Baseline: the same rows as RowBinary into one table without rollups, same client, same ClickHouse,"
                        + " blocks of 500,000 rows one after the other, encoded while the clock stands.");
    }
}
