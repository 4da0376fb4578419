package dev.podflame.collector.query;

import dev.podflame.collector.CollectorProcess;
import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.Insert;
import dev.podflame.collector.store.Retention;
import dev.podflame.collector.store.RowBinaryWriter;
import dev.podflame.collector.store.Schema;
import dev.podflame.collector.store.StoreException;
import dev.podflame.profile.ContentIds;
import dev.podflame.profile.Frame;
import dev.podflame.profile.ProfileType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/// A real collector on its real embedded ClickHouse, and a way to put known samples into the store.
public final class StoredSamples implements AutoCloseable {
    private final Path folder;
    private final CollectorProcess collector;
    private final ClickHouse clickHouse;
    private final Set<Long> knownFrames = new HashSet<>();
    private RowBinaryWriter samples = new RowBinaryWriter(1 << 16);

    /// Starts them.
    ///
    /// @param options more options of the collector
    public StoredSamples(String... options) throws Exception {
        folder = Files.createTempDirectory("podflame-query-");
        List<String> all = new ArrayList<>(List.of("--clickhouse-memory", "2G"));
        all.addAll(List.of(options));
        collector = CollectorProcess.start(folder, all.toArray(String[]::new));
        clickHouse = collector.store();
        // The collector does the same; whoever comes second finds it done.
        new Schema(clickHouse, Retention.DEFAULT).migrate();
    }

    /// Where the collector on this store serves its API.
    public URI url() {
        return collector.url();
    }

    /// What the collector has written so far.
    public String log() throws IOException {
        return collector.log();
    }

    public ClickHouse clickHouse() {
        return clickHouse;
    }

    /// Writes a series and returns its id.
    public long series(String namespace, String service, Map<String, String> labels, long firstSeen, long lastSeen)
            throws StoreException {
        Map<String, String> sorted = new TreeMap<>(labels);
        sorted.put("service.name", service);
        sorted.put("service.namespace", namespace);
        long id = ContentIds.series(sorted);
        RowBinaryWriter row = new RowBinaryWriter(1024)
                .int64(ContentIds.service(namespace, service))
                .int64(id)
                .string(namespace)
                .string(service)
                .string(sorted.getOrDefault("process.runtime.name", ""))
                .map(sorted)
                .int32((int) firstSeen)
                .int32((int) lastSeen);
        row.endRow();
        insert(
                "series",
                row,
                "service_id",
                "series_id",
                "namespace",
                "service",
                "runtime",
                "labels",
                "first_seen",
                "last_seen");
        return id;
    }

    /// Writes stacks, given root first, and returns their ids.
    public long[] stacks(long serviceId, List<List<Frame>> stacks) throws StoreException {
        RowBinaryWriter frames = new RowBinaryWriter(1 << 16);
        RowBinaryWriter rows = new RowBinaryWriter(1 << 16);
        long[] ids = new long[stacks.size()];
        for (int i = 0; i < ids.length; i++) {
            long[] frameIds =
                    stacks.get(i).stream().mapToLong(ContentIds::frame).toArray();
            for (int f = 0; f < frameIds.length; f++) {
                if (knownFrames.add(frameIds[f])) {
                    frame(frames, frameIds[f], stacks.get(i).get(f));
                }
            }
            ids[i] = ContentIds.stack(frameIds);
            rows.int64(serviceId)
                    .int64(ids[i])
                    .date((int) LocalDate.now(ZoneOffset.UTC).toEpochDay())
                    .int64s(frameIds);
            rows.endRow();
        }
        if (frames.rows() > 0) {
            insert("frames", frames, "frame_id", "name", "file", "line", "module", "kind");
        }
        insert("stacks", rows, "service_id", "stack_id", "last_day", "frames");
        return ids;
    }

    private static void frame(RowBinaryWriter frames, long id, Frame frame) {
        frames.int64(id)
                .string(frame.name())
                .string(frame.file())
                .int32(frame.line())
                .string(frame.module())
                .string(frame.kind().label());
        frames.endRow();
    }

    /// Adds a sample, to be written by [#flush].
    public void sample(long serviceId, ProfileType type, long seriesId, long seconds, long stackId, long value) {
        samples.int64(serviceId)
                .string(type.label())
                .int64(seriesId)
                .int32((int) seconds)
                .int64(stackId)
                .int64(value);
        samples.endRow();
    }

    public int pending() {
        return samples.rows();
    }

    public void flush() throws StoreException {
        if (samples.rows() > 0) {
            insert("samples", samples, "service_id", "type", "series_id", "ts", "stack_id", "value");
            samples = new RowBinaryWriter(1 << 20);
        }
    }

    /// Writes the sums by function and hour of all samples there are, as the collector does when
    /// samples come in. To be called once.
    public void functionSums() throws StoreException {
        clickHouse.execute("INSERT INTO fn_1h SELECT service_id, type, toStartOfHour(ts), frame,"
                + " sum(if(frame = own, value, 0)), sum(value) FROM"
                + " (SELECT service_id, type, ts, arrayJoin(arrayDistinct(frames)) AS frame, frames[-1] AS own, value"
                + " FROM samples ANY INNER JOIN stacks USING (service_id, stack_id)) GROUP BY ALL");
    }

    /// Writes one reading of a metric.
    public void usage(RowBinaryWriter rows, long serviceId, long seriesId, String metric, long seconds, double value) {
        rows.int64(serviceId)
                .int64(seriesId)
                .string(metric)
                .int32((int) seconds)
                .float64(value);
        rows.endRow();
    }

    public void flushUsage(RowBinaryWriter rows) throws StoreException {
        insert("usage", rows, "service_id", "series_id", "metric", "ts", "value");
    }

    private void insert(String table, RowBinaryWriter rows, String... columns) throws StoreException {
        clickHouse.insert(
                new Insert(table, List.of(columns), rows, UUID.randomUUID().toString()));
    }

    @Override
    public void close() throws IOException {
        clickHouse.close();
        collector.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
