package dev.podflame.collector.flamegraph;

import dev.podflame.profile.Frame;
import dev.podflame.profile.MergedProfile;
import dev.podflame.profile.ProfileType;
import java.io.OutputStream;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/// Writes a profile as speedscope reads it: one profile of the kind `sampled`, whose samples are the merged stacks with
/// their sums as weights. The format is `https://www.speedscope.app/file-format-schema.json`. Streams: nothing
/// but a small buffer is held.
public final class SpeedscopeWriter {
    private static final String SCHEMA = "https://www.speedscope.app/file-format-schema.json";
    private static final JsonFactory JSON = new JsonFactory();

    private SpeedscopeWriter() {}

    /// Writes UTF-8 and leaves the stream open.
    ///
    /// @param title whose profile it is
    public static void write(String title, MergedProfile profile, OutputStream out) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out, JsonEncoding.UTF8)) {
            json.configure(StreamWriteFeature.AUTO_CLOSE_TARGET, false);
            json.writeStartObject();
            json.writeStringProperty("$schema", SCHEMA);
            json.writeStringProperty("exporter", "podflame");
            json.writeStringProperty("name", title);
            json.writeNumberProperty("activeProfileIndex", 0);
            frames(json, profile);
            json.writeName("profiles");
            json.writeStartArray();
            sampled(json, title, profile);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void frames(JsonGenerator json, MergedProfile profile) {
        json.writeName("shared");
        json.writeStartObject();
        json.writeName("frames");
        json.writeStartArray();
        for (Frame frame : profile.frames()) {
            json.writeStartObject();
            json.writeStringProperty("name", frame.name());
            String file = frame.file().isEmpty() ? frame.module() : frame.file();
            if (!file.isEmpty()) {
                json.writeStringProperty("file", file);
            }
            if (frame.line() > 0) {
                json.writeNumberProperty("line", frame.line());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void sampled(JsonGenerator json, String title, MergedProfile profile) {
        json.writeStartObject();
        json.writeStringProperty("type", "sampled");
        json.writeStringProperty("name", title + " " + profile.type().label());
        json.writeStringProperty("unit", unit(profile.type()));
        json.writeNumberProperty("startValue", 0);
        json.writeNumberProperty("endValue", profile.total());
        json.writeName("samples");
        json.writeStartArray();
        for (int[] stack : profile.stacks()) {
            json.writeArray(stack, 0, stack.length);
        }
        json.writeEndArray();
        json.writeName("weights");
        json.writeArray(profile.values(), 0, profile.values().length);
        json.writeEndObject();
    }

    /// The format has no unit for counts.
    private static String unit(ProfileType type) {
        return switch (type.unit()) {
            case NANOSECONDS -> "nanoseconds";
            case BYTES -> "bytes";
            case COUNT -> "none";
        };
    }
}
