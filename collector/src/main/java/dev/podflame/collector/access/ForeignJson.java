package dev.podflame.collector.access;

import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;

/// Reads JSON that somebody else wrote. Thread-safe.
public final class ForeignJson {
    private static final JsonMapper MAPPER = JsonMapper.createDefault();

    private ForeignJson() {}

    /// The value; JSON's null if there is none.
    ///
    /// @throws IOException with a line for its sender, if it isn't JSON or nested too deep
    public static JsonNode read(byte[] json) throws IOException {
        try {
            JsonNode read = MAPPER.readValue(json, Argument.of(JsonNode.class));
            return read == null ? JsonNode.nullNode() : read;
        } catch (IOException | RuntimeException e) {
            // The parser has unchecked exceptions for some of what a sender can do wrong.
            throw new IOException(
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("not JSON"), e);
        }
    }

    static byte[] write(JsonNode json) throws IOException {
        return MAPPER.writeValueAsBytes(json);
    }
}
