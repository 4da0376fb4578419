package dev.podflame.profile.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.HexFormat;

/// Reads OTLP's `KeyValue` and `AnyValue` (opentelemetry/proto/common/v1/common.proto) as texts.
final class Attributes {
    private Attributes() {}

    interface Sink {
        void attribute(String name, String value);
    }

    /// Reads a `KeyValue` message; the stream is limited to it. Values that are lists or maps are passed over: no
    /// attribute that names a series has one.
    static void readKeyValue(CodedInputStream in, Sink sink) throws IOException {
        String name = "";
        String value = null;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case Tags.KEY_VALUE_KEY -> name = Wire.text(in);
                case Tags.KEY_VALUE_VALUE -> {
                    int limit = Wire.enter(in);
                    value = readAnyValue(in);
                    Wire.leave(in, limit);
                }
                default -> in.skipField(tag);
            }
        }
        if (value != null && !name.isEmpty()) {
            sink.attribute(name, value);
        }
    }

    /// Reads an `AnyValue` message as text; empty if it holds none that has a text.
    static String readAnyValue(CodedInputStream in) throws IOException {
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> value = Wire.text(in);
                case 2 -> value = Boolean.toString(in.readBool());
                case 3 -> value = Long.toString(in.readInt64());
                case 4 -> value = Double.toString(in.readDouble());
                case 7 -> value = HexFormat.of().formatHex(in.readByteArray());
                default -> in.skipField(tag);
            }
        }
        return value;
    }
}
