package dev.podflame.profile.otlp;

import com.google.protobuf.CodedOutputStream;
import dev.podflame.profile.Address;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Builds a `ProfilesDictionary`. Entry 0 of each table is the empty one, as the proto asks.
final class DictionaryWriter {
    private static final String BUILD_ID = "process.executable.build_id.gnu";

    private final Table<String> strings = new Table<>(5);
    private final Table<Mapping> mappings = new Table<>(1);
    private final Table<Function> functions = new Table<>(3);
    private final Table<Attribute> attributes = new Table<>(6);
    private final Table<Object> locations = new Table<>(2);
    private final Table<Object> stacks = new Table<>(7);

    private record Mapping(String module, String buildId) {}

    private record Function(String name, String file) {}

    private record Attribute(String key, String value) {}

    DictionaryWriter() throws IOException {
        string("");
        byte[] empty = {};
        mappings.add(new Mapping("", ""), empty);
        functions.add(new Function("", ""), empty);
        attributes.add(new Attribute("", ""), empty);
        locations.add(new Object(), empty);
        stacks.add(new Object(), empty);
    }

    int string(String text) {
        Integer known = strings.index(text);
        return known != null ? known : strings.add(text, text.getBytes(StandardCharsets.UTF_8));
    }

    /// Index of the location of a frame. The caller has no frame twice.
    int frame(Frame frame) throws IOException {
        int mapping = mapping(new Mapping(frame.module(), ""));
        int function = function(new Function(frame.name(), frame.file()));
        int kind = attribute(new Attribute(FrameKind.ATTRIBUTE, frame.kind().wireName()));
        byte[] line = Message.of(out -> {
            out.writeInt32(1, function);
            out.writeInt64(2, frame.line());
        });
        return locations.add(frame, Message.of(out -> {
            out.writeInt32(1, mapping);
            out.writeByteArray(3, line);
            writePackedInts(out, 4, kind);
        }));
    }

    /// Index of the location of an address. The caller has no address twice.
    int address(Address address) throws IOException {
        int mapping = mapping(new Mapping(address.module(), address.buildId()));
        int kind = attribute(new Attribute(FrameKind.ATTRIBUTE, address.kind().wireName()));
        return locations.add(address, Message.of(out -> {
            out.writeInt32(1, mapping);
            out.writeUInt64(2, address.address());
            writePackedInts(out, 4, kind);
        }));
    }

    /// Index of a stack given root first, by its indexes into `wireLocations`. The caller has no stack twice.
    int stack(int[] rootFirst, int[] wireLocations) throws IOException {
        int[] leafFirst = new int[rootFirst.length];
        for (int i = 0; i < leafFirst.length; i++) {
            leafFirst[i] = wireLocations[rootFirst[rootFirst.length - 1 - i]];
        }
        return stacks.add(rootFirst, Message.of(out -> writePackedInts(out, 1, leafFirst)));
    }

    private int mapping(Mapping mapping) throws IOException {
        Integer known = mappings.index(mapping);
        if (known != null) {
            return known;
        }
        int file = string(mapping.module());
        int buildId = mapping.buildId().isEmpty() ? 0 : attribute(new Attribute(BUILD_ID, mapping.buildId()));
        return mappings.add(mapping, Message.of(out -> {
            out.writeInt32(4, file);
            if (buildId != 0) {
                writePackedInts(out, 5, buildId);
            }
        }));
    }

    private int function(Function function) throws IOException {
        Integer known = functions.index(function);
        if (known != null) {
            return known;
        }
        int name = string(function.name());
        int file = string(function.file());
        return functions.add(function, Message.of(out -> {
            out.writeInt32(1, name);
            out.writeInt32(3, file);
        }));
    }

    private int attribute(Attribute attribute) throws IOException {
        Integer known = attributes.index(attribute);
        if (known != null) {
            return known;
        }
        int key = string(attribute.key());
        byte[] value = Message.of(out -> out.writeString(1, attribute.value()));
        return attributes.add(attribute, Message.of(out -> {
            out.writeInt32(1, key);
            out.writeByteArray(2, value);
        }));
    }

    /// The whole `ProfilesDictionary`.
    byte[] bytes() throws IOException {
        return Message.of(out -> {
            for (Table<?> table : new Table<?>[] {mappings, locations, functions, strings, attributes, stacks}) {
                table.write(out);
            }
        });
    }

    private static void writePackedInts(CodedOutputStream out, int field, int... values) throws IOException {
        int size = 0;
        for (int value : values) {
            size += CodedOutputStream.computeInt32SizeNoTag(value);
        }
        out.writeTag(field, 2);
        out.writeUInt32NoTag(size);
        for (int value : values) {
            out.writeInt32NoTag(value);
        }
    }

    /// Entries of one table in the order of their index, already encoded.
    private static final class Table<K> {
        private final int field;
        private final Map<K, Integer> indexes = new HashMap<>();
        private final List<byte[]> entries = new ArrayList<>();

        Table(int field) {
            this.field = field;
        }

        @Nullable
        Integer index(K key) {
            return indexes.get(key);
        }

        int add(K key, byte[] entry) {
            entries.add(entry);
            indexes.put(key, entries.size() - 1);
            return entries.size() - 1;
        }

        void write(CodedOutputStream out) throws IOException {
            for (byte[] entry : entries) {
                out.writeByteArray(field, entry);
            }
        }
    }
}
