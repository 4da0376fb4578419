package dev.podflame.collector.flamegraph;

import java.util.List;
import tools.jackson.core.JsonGenerator;

/// Writes tables column by column, the form that the page reads fastest.
final class JsonColumns {
    private JsonColumns() {}

    static void numbers(JsonGenerator json, String name, int[] values) {
        json.writeName(name);
        json.writeArray(values, 0, values.length);
    }

    static void numbers(JsonGenerator json, String name, long[] values) {
        json.writeName(name);
        json.writeArray(values, 0, values.length);
    }

    static void texts(JsonGenerator json, String name, List<String> texts) {
        json.writeName(name);
        json.writeStartArray();
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    /// What names functions, as properties of the object that is open.
    static void functions(JsonGenerator json, List<Function> functions) {
        texts(json, "name", functions.stream().map(Function::name).toList());
        texts(json, "file", functions.stream().map(Function::file).toList());
        texts(json, "module", functions.stream().map(Function::module).toList());
        texts(json, "kind", functions.stream().map(Function::kind).toList());
    }
}
