package dev.podflame.collector.store;

import dev.podflame.collector.ingest.Batch.UsagePoint;
import dev.podflame.collector.store.SegmentRows.ServiceStacks;
import dev.podflame.profile.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The blocks of a segment, one per table, in the order in which they must be inserted: dictionaries before what points
/// to them, so that a reader never meets an id it can't resolve.
///
/// The same segment gives the same rows of samples, functions and usage in the same order whenever it is read. The
/// dictionaries' rows depend on what the store already has; their tables merge repeated rows themselves.
final class SegmentInserts {
    private static final long HOUR_SECONDS = 3600;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final String segment;
    private final String attempt;
    private final SegmentRows rows;
    private final Dictionaries dictionaries;
    private final List<Runnable> written = new ArrayList<>();

    /// @param segment id of the segment
    /// @param attempt differs by run of the program, for tokens of blocks that differ by run
    SegmentInserts(String segment, String attempt, SegmentRows rows, Dictionaries dictionaries) {
        this.segment = segment;
        this.attempt = attempt;
        this.rows = rows;
        this.dictionaries = dictionaries;
    }

    List<Insert> inserts() {
        List<Insert> inserts = new ArrayList<>();
        add(inserts, frames());
        add(inserts, stacks());
        add(inserts, series());
        add(inserts, samples());
        add(inserts, functions());
        add(inserts, usage());
        return inserts;
    }

    /// Remembers what the dictionaries have now; to be called when all blocks are inserted.
    void done() {
        written.forEach(Runnable::run);
    }

    private static void add(List<Insert> inserts, Insert insert) {
        if (insert.rows().rows() > 0) {
            inserts.add(insert);
        }
    }

    private Insert frames() {
        FrameTable frames = rows.frames();
        RowBinaryWriter out = new RowBinaryWriter(64 << 10);
        for (int i = 0; i < frames.size(); i++) {
            long id = frames.id(i);
            if (!dictionaries.knowsFrame(id)) {
                Frame frame = frames.frame(i);
                out.int64(id).string(frame.name()).string(frame.file()).int32(frame.line());
                out.string(frame.module()).string(frame.kind().label()).endRow();
                written.add(() -> dictionaries.wroteFrame(id));
            }
        }
        return dictionary("frames", List.of("frame_id", "name", "file", "line", "module", "kind"), out);
    }

    private Insert stacks() {
        StackTable stacks = rows.stacks();
        RowBinaryWriter out = new RowBinaryWriter(64 << 10);
        int today = dictionaries.today();
        for (ServiceStacks service : rows.services()) {
            for (int stack : service.inUse()) {
                long id = stacks.id(stack);
                if (!dictionaries.knowsStack(service.serviceId, id)) {
                    out.int64(service.serviceId).int64(id).date(today);
                    out.int64s(stacks.frameIds(stack)).endRow();
                    written.add(() -> dictionaries.wroteStack(service.serviceId, id));
                }
            }
        }
        return dictionary("stacks", List.of("service_id", "stack_id", "last_day", "frames"), out);
    }

    private Insert series() {
        RowBinaryWriter out = new RowBinaryWriter(4 << 10);
        for (Series series : rows.series()) {
            if (series.isSeen() && !dictionaries.knowsSeries(series.seriesId)) {
                out.int64(series.serviceId).int64(series.seriesId).string(series.namespace);
                out.string(series.service).string(series.runtime).map(series.labels);
                out.int32((int) series.firstSeconds())
                        .int32((int) series.lastSeconds())
                        .endRow();
                written.add(() -> dictionaries.wroteSeries(series.seriesId));
            }
        }
        return dictionary(
                "series",
                List.of(
                        "service_id",
                        "series_id",
                        "namespace",
                        "service",
                        "runtime",
                        "labels",
                        "first_seen",
                        "last_seen"),
                out);
    }

    private Insert samples() {
        StackTable stacks = rows.stacks();
        StackOrder order = new StackOrder(stacks);
        List<SampleGroup> groups = rows.groups();
        long count = 0;
        for (SampleGroup group : groups) {
            count += group.size();
        }
        RowBinaryWriter out = new RowBinaryWriter(Math.toIntExact(48 * count));
        for (SampleGroup group : groups) {
            String type = group.type.label();
            group.forEach(
                    order,
                    (seconds, stack, value, slots) -> out.int64(group.series.serviceId)
                            .string(type)
                            .int64(group.series.seriesId)
                            .int32((int) seconds)
                            .int64(stacks.id(stack))
                            .int64(value)
                            .int16s(slots.slots())
                            .int64s(slots.weights())
                            .endRow());
        }
        return facts(
                "samples",
                List.of("service_id", "type", "series_id", "ts", "stack_id", "value", "slots", "weights"),
                out);
    }

    private record ServiceHour(long serviceId, String type, long hourSeconds) {}

    private Insert functions() {
        Map<ServiceHour, SumByKey> byStack = new HashMap<>();
        List<ServiceHour> hours = new ArrayList<>();
        StackOrder order = new StackOrder(rows.stacks());
        for (SampleGroup group : rows.groups()) {
            group.forEach(order, (seconds, stack, value, slots) -> {
                ServiceHour hour =
                        new ServiceHour(group.series.serviceId, group.type.label(), seconds - seconds % HOUR_SECONDS);
                SumByKey sums = byStack.get(hour);
                if (sums == null) {
                    sums = new SumByKey();
                    byStack.put(hour, sums);
                    hours.add(hour);
                }
                sums.add(stack, value);
            });
        }
        FrameTable frames = rows.frames();
        FunctionSums functions = new FunctionSums(rows.stacks(), frames);
        RowBinaryWriter out = new RowBinaryWriter(64 << 10);
        for (ServiceHour hour : hours) {
            SumByKey sums = byStack.get(hour);
            if (sums == null) {
                throw new IllegalStateException("an hour without sums");
            }
            for (long stack : sums.keys()) {
                functions.add((int) stack, sums.get(stack));
            }
            functions.drain((frame, self, total) -> out.int64(hour.serviceId)
                    .string(hour.type)
                    .int32((int) hour.hourSeconds)
                    .int64(frames.id(frame))
                    .int64(self)
                    .int64(total)
                    .endRow());
        }
        return facts("fn_1h", List.of("service_id", "type", "ts", "frame_id", "self", "total"), out);
    }

    private Insert usage() {
        RowBinaryWriter out = new RowBinaryWriter(4 << 10);
        for (UsagePoint point : rows.usage()) {
            Series series = rows.series(point.attributes());
            out.int64(series.serviceId).int64(series.seriesId).string(point.metric());
            out.int32((int) (point.timeNanos() / NANOS_PER_SECOND))
                    .float64(point.value())
                    .endRow();
        }
        return facts("usage", List.of("service_id", "series_id", "metric", "ts", "value"), out);
    }

    private Insert facts(String table, List<String> columns, RowBinaryWriter out) {
        return new Insert(table, columns, out, segment + "/" + table);
    }

    private Insert dictionary(String table, List<String> columns, RowBinaryWriter out) {
        return new Insert(table, columns, out, segment + "/" + table + "/" + attempt);
    }
}
