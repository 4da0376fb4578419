package dev.podflame.collector.flamegraph;

import java.io.OutputStream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Writes a flame graph as the page reads it: columns in preorder and a table of functions. ARCHITECTURE.md has the
/// format. Streams: nothing but a small buffer is held.
public final class JsonWriter {
    private static final JsonFactory JSON = new JsonFactory();

    private JsonWriter() {}

    /// Writes UTF-8 and leaves the stream open.
    public static void write(FlameGraphHeader header, FlameGraph graph, OutputStream out) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.configure(tools.jackson.core.StreamWriteFeature.AUTO_CLOSE_TARGET, false);
            json.writeStartObject();
            json.writeNumberProperty("from", header.fromMillis());
            json.writeNumberProperty("to", header.toMillis());
            json.writeStringProperty("type", header.type().label());
            json.writeStringProperty("unit", header.type().unit().label());
            json.writeNumberProperty("total", graph.total());
            json.writeNumberProperty("nodes", graph.nodes());
            json.writeNumberProperty("pruned", graph.pruned());
            column(json, "depth", graph.depths());
            column(json, "self", graph.selfs());
            column(json, "value", graph.values());
            column(json, "frame", graph.functionIndexes());
            functions(json, graph);
            json.writeEndObject();
        }
    }

    private static void column(JsonGenerator json, String name, int[] values) {
        json.writeName(name);
        json.writeArray(values, 0, values.length);
    }

    private static void column(JsonGenerator json, String name, long[] values) {
        json.writeName(name);
        json.writeArray(values, 0, values.length);
    }

    private static void functions(JsonGenerator json, FlameGraph graph) {
        json.writeName("frames");
        json.writeStartObject();
        column(json, "name", graph, Function::name);
        column(json, "file", graph, Function::file);
        column(json, "module", graph, Function::module);
        column(json, "kind", graph, Function::kind);
        json.writeEndObject();
    }

    private static void column(
            JsonGenerator json, String name, FlameGraph graph, java.util.function.Function<Function, String> text) {
        json.writeName(name);
        json.writeStartArray();
        for (Function function : graph.functions()) {
            json.writeString(text.apply(function));
        }
        json.writeEndArray();
    }
}
