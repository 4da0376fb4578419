package dev.podflame.collector.flamegraph;

import dev.podflame.profile.Frame;
import dev.podflame.profile.MergedProfile;
import java.io.OutputStream;
import java.util.List;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// Writes a profile in speedscope's file format: one "sampled" profile whose samples are stacks, root first, with a
/// weight each. The format is that of <https://www.speedscope.app/file-format-schema.json>.
public final class SpeedscopeWriter {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";

    private SpeedscopeWriter() {}

    /// Writes UTF-8, stack by stack, and leaves the stream open. Merged stacks have lost their order in time, so the
    /// profile runs from zero to its total.
    public static void write(FlameGraphHeader header, MergedProfile profile, OutputStream out) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false);
            String name = header.title() + " " + header.type().label();
            json.writeStartObject();
            json.writeStringProperty("$schema", SCHEMA);
            json.writeStringProperty("exporter", "podflame");
            json.writeStringProperty("name", name);
            json.writeNumberProperty("activeProfileIndex", 0);
            json.writeName("shared");
            json.writeStartObject();
            frames(json, profile.frames());
            json.writeEndObject();
            json.writeName("profiles");
            json.writeStartArray();
            sampled(json, name, profile);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void frames(JsonGenerator json, List<Frame> frames) {
        json.writeName("frames");
        json.writeStartArray();
        for (Frame frame : frames) {
            json.writeStartObject();
            json.writeStringProperty("name", frame.name());
            // The format knows no modules; they say at least where a function without a file is.
            String file = frame.file().isEmpty() ? frame.module() : frame.file();
            if (!file.isEmpty()) {
                json.writeStringProperty("file", file);
            }
            if (!frame.file().isEmpty() && frame.line() > 0) {
                json.writeNumberProperty("line", frame.line());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void sampled(JsonGenerator json, String name, MergedProfile profile) {
        json.writeStartObject();
        json.writeStringProperty("type", "sampled");
        json.writeStringProperty("name", name);
        json.writeStringProperty("unit", unit(profile));
        json.writeNumberProperty("startValue", 0);
        json.writeNumberProperty("endValue", profile.total());
        json.writeName("samples");
        json.writeStartArray();
        for (int[] stack : profile.stacks()) {
            json.writeArray(stack, 0, stack.length);
        }
        json.writeEndArray();
        JsonColumns.numbers(json, "weights", profile.values());
        json.writeEndObject();
    }

    private static String unit(MergedProfile profile) {
        return switch (profile.type().unit()) {
            case NANOSECONDS -> "nanoseconds";
            case BYTES -> "bytes";
            case COUNT -> "none";
        };
    }
}
