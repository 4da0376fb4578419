package dev.podflame.collector.flamegraph;

import dev.podflame.collector.flamegraph.DiffTable.Row;
import java.io.OutputStream;
import java.util.List;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// Writes two flame graphs over each other as the page reads them. ARCHITECTURE.md has the format.
public final class DiffWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private DiffWriter() {}

    /// Writes UTF-8 and leaves the stream open.
    ///
    /// @param pair pruned or not
    /// @param rows functions of the whole pair
    public static void write(
            FlameGraphHeader before, FlameGraphHeader after, FlameGraphPair pair, List<Row> rows, OutputStream out) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false);
            json.writeStartObject();
            json.writeStringProperty("type", after.type().label());
            json.writeStringProperty("unit", after.type().unit().label());
            json.writeBooleanProperty("level", after.type().isLevel());
            json.writeNumberProperty("nodes", pair.after().nodes());
            json.writeNumberProperty("pruned", pair.after().pruned());
            JsonColumns.numbers(json, "depth", pair.after().depths());
            JsonColumns.numbers(json, "frame", pair.after().functionIndexes());
            side(json, "before", before, pair.before());
            side(json, "after", after, pair.after());
            json.writeName("frames");
            json.writeStartObject();
            JsonColumns.functions(json, pair.after().functions());
            json.writeEndObject();
            functions(json, rows);
            json.writeEndObject();
        }
    }

    private static void side(JsonGenerator json, String name, FlameGraphHeader header, FlameGraph graph) {
        json.writeName(name);
        json.writeStartObject();
        json.writeStringProperty("title", header.title());
        json.writeNumberProperty("from", header.fromMillis());
        json.writeNumberProperty("to", header.toMillis());
        json.writeNumberProperty("minutes", header.minutes());
        json.writeNumberProperty("total", graph.total());
        JsonColumns.numbers(json, "self", graph.selfs());
        JsonColumns.numbers(json, "value", graph.values());
        json.writeEndObject();
    }

    private static void functions(JsonGenerator json, List<Row> rows) {
        json.writeName("functions");
        json.writeStartObject();
        JsonColumns.functions(json, rows.stream().map(Row::function).toList());
        column(json, "selfBefore", rows, Row::selfBefore);
        column(json, "totalBefore", rows, Row::totalBefore);
        column(json, "selfAfter", rows, Row::selfAfter);
        column(json, "totalAfter", rows, Row::totalAfter);
        json.writeEndObject();
    }

    private static void column(JsonGenerator json, String name, List<Row> rows, ToLongFunction<Row> value) {
        JsonColumns.numbers(json, name, rows.stream().mapToLong(value).toArray());
    }
}
