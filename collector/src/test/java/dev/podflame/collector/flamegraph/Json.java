package dev.podflame.collector.flamegraph;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads JSON answers in tests: `Json.of(bytes).at("frames", "name", 1).text()`.
public record Json(JsonNode node) {

    public static Json of(byte[] bytes) throws IOException {
        return of(JsonMapper.createDefault().readValue(bytes, Argument.of(JsonNode.class)));
    }

    /// Fails the test if one of the steps isn't there.
    public Json at(Object... path) {
        Json here = this;
        for (Object step : path) {
            here = of(step instanceof Integer i ? here.node.get(i) : here.node.get(step.toString()));
        }
        return here;
    }

    public boolean has(String name) {
        return node.get(name) != null;
    }

    public String text() {
        return node.getStringValue();
    }

    public long number() {
        return node.getLongValue();
    }

    public double decimal() {
        return node.getDoubleValue();
    }

    public boolean isNull() {
        return node.isNull();
    }

    public int size() {
        return node.size();
    }

    private static Json of(@Nullable JsonNode node) {
        assertNotNull(node);
        return new Json(node);
    }
}
