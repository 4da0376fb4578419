package dev.podflame.collector.flamegraph;

import dev.podflame.collector.query.ThreadSums;
import dev.podflame.collector.query.ThreadSums.Named;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes a flame graph as the page reads it: columns in preorder and a table of functions. ARCHITECTURE.md
/// has the format. Streams: nothing but a small buffer is held.
public final class JsonWriter {
    /// Pools fold into one name; more of them than that are named at random, and nobody chooses among
    /// those.
    private static final int MOST_THREADS = 1000;

    private static final JsonFactory JSON = new JsonFactory();

    private JsonWriter() {}

    /// Writes UTF-8 and leaves the stream open.
    public static void write(FlameGraphHeader header, FlameGraph graph, ThreadSums threads, OutputStream out) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.configure(tools.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET, false);
            json.writeStartObject();
            json.writeNumberProperty("from", header.fromMillis());
            json.writeNumberProperty("to", header.toMillis());
            json.writeStringProperty("type", header.type().label());
            json.writeStringProperty("unit", header.type().unit().label());
            json.writeBooleanProperty("level", header.type().isLevel());
            json.writeNumberProperty("minutes", header.minutes());
            json.writeNumberProperty("total", graph.total());
            json.writeNumberProperty("nodes", graph.nodes());
            json.writeNumberProperty("pruned", graph.pruned());
            JsonColumns.numbers(json, "depth", graph.depths());
            JsonColumns.numbers(json, "self", graph.selfs());
            JsonColumns.numbers(json, "value", graph.values());
            JsonColumns.numbers(json, "frame", graph.functionIndexes());
            json.writeName("frames");
            json.writeStartObject();
            JsonColumns.functions(json, graph.functions());
            json.writeEndObject();
            named(json, "threads", threads.threads());
            named(json, "states", threads.states());
            json.writeEndObject();
        }
    }

    /// The heaviest ones, and how many there are.
    private static void named(JsonGenerator json, String name, List<Named> sums) {
        List<Named> some = sums.subList(0, Math.min(sums.size(), MOST_THREADS));
        json.writeName(name);
        json.writeStartObject();
        json.writeNumberProperty("count", sums.size());
        JsonColumns.texts(json, "name", some.stream().map(Named::name).toList());
        JsonColumns.numbers(json, "value", some.stream().mapToLong(Named::value).toArray());
        json.writeEndObject();
    }
}
