package dev.podflame.profile.otlp;

import com.google.protobuf.CodedInputStream;
import dev.podflame.profile.FrameKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// `ProfilesDictionary` as it is on the wire: tables of numbers that point into each other. Index 0 of each table is
/// the empty entry. Nothing is resolved here, so that entries nobody points to cost nothing more.
final class WireDictionary {
    private final int maxEntries;

    final List<String> strings = new ArrayList<>();

    final IntTable mappingFile = new IntTable();
    final IntTable mappingAttributesEnd = new IntTable();
    final IntTable mappingAttributes = new IntTable();

    final IntTable functionName = new IntTable();
    final IntTable functionFile = new IntTable();

    final IntTable attributeKey = new IntTable();
    final List<String> attributeValue = new ArrayList<>();

    final IntTable locationMapping = new IntTable();
    final LongTable locationAddress = new LongTable();
    final IntTable locationLinesEnd = new IntTable();
    final IntTable lineFunction = new IntTable();
    final LongTable lineNumber = new LongTable();
    final IntTable locationAttributesEnd = new IntTable();
    final IntTable locationAttributes = new IntTable();

    final IntTable stackEnd = new IntTable();
    final IntTable stackLocations = new IntTable();

    WireDictionary(OtlpLimits limits) {
        this.maxEntries = limits.maxTableEntries();
    }

    /// Reads a `ProfilesDictionary`; the stream is limited to it. Read twice, the tables are joined, as protobuf asks.
    void read(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == Tags.DICTIONARY_STRING) {
                strings.add(Wire.text(in));
                checkSize(strings.size());
                continue;
            }
            switch (tag) {
                case Tags.DICTIONARY_MAPPING,
                        Tags.DICTIONARY_LOCATION,
                        Tags.DICTIONARY_FUNCTION,
                        Tags.DICTIONARY_ATTRIBUTE,
                        Tags.DICTIONARY_STACK -> {
                    int limit = Wire.enter(in);
                    readEntry(tag, in);
                    Wire.leave(in, limit);
                }
                default -> in.skipField(tag);
            }
        }
    }

    private void readEntry(int tag, CodedInputStream in) throws IOException {
        switch (tag) {
            case Tags.DICTIONARY_MAPPING -> readMapping(in);
            case Tags.DICTIONARY_LOCATION -> readLocation(in);
            case Tags.DICTIONARY_FUNCTION -> readFunction(in);
            case Tags.DICTIONARY_ATTRIBUTE -> readAttribute(in);
            default -> readStack(in);
        }
    }

    private void readMapping(CodedInputStream in) throws IOException {
        int file = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Tags.MAPPING_FILENAME -> file = in.readInt32();
                case Tags.MAPPING_ATTRIBUTES -> Wire.packedInts(in, mappingAttributes);
                case Tags.MAPPING_ATTRIBUTE -> mappingAttributes.add(in.readInt32());
                default -> in.skipField(tag);
            }
        }
        mappingFile.add(file);
        mappingAttributesEnd.add(mappingAttributes.size());
        checkSize(mappingFile.size());
    }

    private void readLocation(CodedInputStream in) throws IOException {
        int mapping = 0;
        long address = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Tags.LOCATION_MAPPING -> mapping = in.readInt32();
                case Tags.LOCATION_ADDRESS -> address = in.readUInt64();
                case Tags.LOCATION_LINE -> {
                    int limit = Wire.enter(in);
                    readLine(in);
                    Wire.leave(in, limit);
                }
                case Tags.LOCATION_ATTRIBUTES -> Wire.packedInts(in, locationAttributes);
                case Tags.LOCATION_ATTRIBUTE -> locationAttributes.add(in.readInt32());
                default -> in.skipField(tag);
            }
        }
        locationMapping.add(mapping);
        locationAddress.add(address);
        locationLinesEnd.add(lineFunction.size());
        locationAttributesEnd.add(locationAttributes.size());
        checkSize(locationMapping.size());
    }

    private void readLine(CodedInputStream in) throws IOException {
        int function = 0;
        long line = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Tags.LINE_FUNCTION -> function = in.readInt32();
                case Tags.LINE_LINE -> line = in.readInt64();
                default -> in.skipField(tag);
            }
        }
        lineFunction.add(function);
        lineNumber.add(line);
    }

    private void readFunction(CodedInputStream in) throws IOException {
        int name = 0;
        int file = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Tags.FUNCTION_NAME -> name = in.readInt32();
                case Tags.FUNCTION_FILENAME -> file = in.readInt32();
                default -> in.skipField(tag);
            }
        }
        functionName.add(name);
        functionFile.add(file);
        checkSize(functionName.size());
    }

    private void readAttribute(CodedInputStream in) throws IOException {
        int key = 0;
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Tags.ATTRIBUTE_KEY -> key = in.readInt32();
                case Tags.ATTRIBUTE_VALUE -> {
                    int limit = Wire.enter(in);
                    value = Attributes.readAnyValue(in);
                    Wire.leave(in, limit);
                }
                default -> in.skipField(tag);
            }
        }
        attributeKey.add(key);
        attributeValue.add(value);
        checkSize(attributeKey.size());
    }

    private void readStack(CodedInputStream in) throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Tags.STACK_LOCATIONS -> Wire.packedInts(in, stackLocations);
                case Tags.STACK_LOCATION -> stackLocations.add(in.readInt32());
                default -> in.skipField(tag);
            }
        }
        stackEnd.add(stackLocations.size());
        checkSize(stackEnd.size());
    }

    private void checkSize(int size) throws IOException {
        if (size > maxEntries) {
            throw Wire.fault("a dictionary table has more than " + maxEntries + " entries");
        }
    }

    /// Text at an index of the string table. Index 0 is empty even when the table is.
    String string(int index) throws IOException {
        if (index == 0) {
            return "";
        }
        check(index, strings.size(), "string");
        return strings.get(index);
    }

    /// Value of the first of the attributes `from` to `to` in `indexes` whose key is `name`; empty if none is.
    String attribute(IntTable indexes, int from, int to, String name) throws IOException {
        for (int i = from; i < to; i++) {
            int index = indexes.get(i);
            check(index, attributeKey.size(), "attribute");
            if (string(attributeKey.get(index)).equals(name)) {
                return attributeValue.get(index);
            }
        }
        return "";
    }

    /// Kind of code of a location, by its attribute `profile.frame.type`.
    FrameKind kind(int location) throws IOException {
        return FrameKind.ofWireName(attribute(
                locationAttributes,
                location == 0 ? 0 : locationAttributesEnd.get(location - 1),
                locationAttributesEnd.get(location),
                FrameKind.ATTRIBUTE));
    }

    static void check(int index, int size, String table) throws IOException {
        if (index < 0 || index >= size) {
            throw Wire.fault(table + " index " + index + " is outside its table of " + size);
        }
    }
}
