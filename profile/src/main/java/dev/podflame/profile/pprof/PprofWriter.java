package dev.podflame.profile.pprof;

import com.google.protobuf.CodedOutputStream;
import dev.podflame.profile.Frame;
import dev.podflame.profile.MergedProfile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/// Writes a [MergedProfile] as pprof's `Profile` message (google/pprof, proto/profile.proto), gzipped, as
/// `go tool pprof` reads it. Each frame is a location with one line and one function; modules are mappings.
public final class PprofWriter {
    private final Map<String, Integer> strings = new LinkedHashMap<>();
    private final Map<String, Integer> mappings = new HashMap<>();

    private PprofWriter() {
        strings.put("", 0);
    }

    /// The gzipped file.
    public static byte[] write(MergedProfile profile) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
                CodedOutputStream out = CodedOutputStream.newInstance(gzip);
                new PprofWriter().profile(profile, out);
                out.flush();
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    private void profile(MergedProfile profile, CodedOutputStream out) throws IOException {
        byte[] valueType = valueType(profile);
        out.writeByteArray(1, valueType);
        for (int i = 0; i < profile.stacks().size(); i++) {
            out.writeByteArray(2, sample(profile.stacks().get(i), profile.values()[i]));
        }
        for (Frame frame : profile.frames()) {
            if (mappings.putIfAbsent(frame.module(), mappings.size() + 1) == null) {
                out.writeByteArray(3, mapping(frame.module()));
            }
        }
        for (int i = 0; i < profile.frames().size(); i++) {
            out.writeByteArray(4, location(i + 1, profile.frames().get(i)));
        }
        for (int i = 0; i < profile.frames().size(); i++) {
            out.writeByteArray(5, function(i + 1, profile.frames().get(i)));
        }
        for (String string : strings.keySet()) {
            out.writeString(6, string);
        }
        out.writeInt64(9, profile.startMillis() * 1_000_000);
        out.writeInt64(10, (profile.endMillis() - profile.startMillis()) * 1_000_000);
        out.writeByteArray(11, valueType);
        out.writeInt64(12, 1);
    }

    private byte[] valueType(MergedProfile profile) throws IOException {
        int type = string(profile.type().label());
        int unit = string(profile.type().unit().label());
        return message(out -> {
            out.writeInt64(1, type);
            out.writeInt64(2, unit);
        });
    }

    /// A `Sample`: location ids leaf first (1), values (2), both packed.
    private static byte[] sample(int[] rootFirst, long value) throws IOException {
        byte[] locations = message(out -> {
            for (int i = rootFirst.length - 1; i >= 0; i--) {
                out.writeUInt64NoTag(rootFirst[i] + 1L);
            }
        });
        byte[] values = message(out -> out.writeInt64NoTag(value));
        return message(out -> {
            out.writeByteArray(1, locations);
            out.writeByteArray(2, values);
        });
    }

    private byte[] mapping(String module) throws IOException {
        int id = mappings.getOrDefault(module, 0);
        int file = string(module);
        return message(out -> {
            out.writeUInt64(1, id);
            out.writeInt64(5, file);
            out.writeBool(7, true);
        });
    }

    private byte[] location(int id, Frame frame) throws IOException {
        int mapping = mappings.getOrDefault(frame.module(), 0);
        byte[] line = message(out -> {
            out.writeUInt64(1, id);
            out.writeInt64(2, frame.line());
        });
        return message(out -> {
            out.writeUInt64(1, id);
            out.writeUInt64(2, mapping);
            out.writeByteArray(4, line);
        });
    }

    private byte[] function(int id, Frame frame) throws IOException {
        int name = string(frame.name());
        int file = string(frame.file());
        return message(out -> {
            out.writeUInt64(1, id);
            out.writeInt64(2, name);
            out.writeInt64(3, name);
            out.writeInt64(4, file);
        });
    }

    private int string(String text) {
        Integer known = strings.putIfAbsent(text, strings.size());
        return known == null ? strings.size() - 1 : known;
    }

    private interface Body {
        void write(CodedOutputStream out) throws IOException;
    }

    private static byte[] message(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        body.write(out);
        out.flush();
        return bytes.toByteArray();
    }
}
