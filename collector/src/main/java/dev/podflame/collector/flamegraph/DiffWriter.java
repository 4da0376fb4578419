package dev.podflame.collector.flamegraph;

import dev.podflame.collector.flamegraph.DiffTable.Row;
import dev.podflame.profile.ProfileType;
import java.io.OutputStream;
import java.util.List;
import java.util.OptionalDouble;
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

    /// One side as a whole.
    ///
    /// @param requests how many requests it served in the range of its graph, if that is known
    public record Side(FlameGraphHeader header, OptionalDouble requests) {}

    /// Writes UTF-8 and leaves the stream open.
    ///
    /// @param whole nothing cut
    /// @param pair the same, pruned or not
    /// @param rows functions of the whole pair
    public static void write(
            Side before, Side after, FlameGraphPair whole, FlameGraphPair pair, List<Row> rows, OutputStream out) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false);
            json.writeStartObject();
            ProfileType type = after.header().type();
            json.writeStringProperty("type", type.label());
            json.writeStringProperty("unit", type.unit().label());
            json.writeBooleanProperty("level", type.isLevel());
            json.writeNumberProperty("nodes", pair.after().nodes());
            json.writeNumberProperty("pruned", pair.after().pruned());
            JsonColumns.numbers(json, "depth", pair.after().depths());
            JsonColumns.numbers(json, "frame", pair.after().functionIndexes());
            side(json, "before", before, whole.before(), pair.before());
            side(json, "after", after, whole.after(), pair.after());
            json.writeName("frames");
            json.writeStartObject();
            JsonColumns.functions(json, pair.after().functions());
            json.writeEndObject();
            functions(json, whole.before().functions().size() - 1, rows);
            json.writeEndObject();
        }
    }

    private static void side(JsonGenerator json, String name, Side side, FlameGraph whole, FlameGraph graph) {
        FlameGraphHeader header = side.header();
        json.writeName(name);
        json.writeStartObject();
        json.writeStringProperty("title", header.title());
        json.writeNumberProperty("from", header.fromMillis());
        json.writeNumberProperty("to", header.toMillis());
        json.writeNumberProperty("minutes", header.minutes());
        json.writeNumberProperty("total", graph.total());
        if (side.requests().isPresent()) {
            json.writeNumberProperty("requests", side.requests().getAsDouble());
        } else {
            json.writeNullProperty("requests");
        }
        json.writeNumberProperty("stacks", whole.stacks());
        json.writeNumberProperty("divisor", whole.divisor());
        JsonColumns.numbers(json, "self", graph.selfs());
        JsonColumns.numbers(json, "value", graph.values());
        json.writeEndObject();
    }

    /// @param count of all functions, of which `rows` are those that have changed most
    private static void functions(JsonGenerator json, int count, List<Row> rows) {
        json.writeName("functions");
        json.writeStartObject();
        json.writeNumberProperty("count", count);
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
