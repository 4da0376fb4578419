package dev.podflame.profile.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/// One `Sample`, in either of the two layouts that share a package name. OTLP 1.10 renumbered its fields:
///
/// | field | 1.9 | 1.10 and later |
/// | --- | --- | --- |
/// | 2 | `values` (packed varints) | `attribute_indices` (packed varints) |
/// | 3 | `attribute_indices` (packed varints) | `link_index` (varint) |
/// | 4 | `link_index` (varint) | `values` (packed varints) |
///
/// Fields 3 and 4 tell by their wire type. With field 2 alone, a sample that has no timestamps would measure nothing
/// in the 1.10 layout, so it is 1.9. One object is reused for all samples of a message.
final class WireSample {
    enum Layout {
        V1_9,
        V1_10
    }

    int stack;
    Layout layout = Layout.V1_10;
    final LongTable timestamps = new LongTable();
    private final LongTable field2 = new LongTable();
    private final LongTable field4 = new LongTable();

    /// The values in whichever field they came.
    LongTable values() {
        return layout == Layout.V1_9 ? field2 : field4;
    }

    /// Reads a `Sample`; the stream is limited to it.
    void read(CodedInputStream in) throws IOException {
        stack = 0;
        timestamps.clear();
        field2.clear();
        field4.clear();
        boolean saysV19 = false;
        boolean saysV110 = false;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            boolean delimited = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
            switch (WireFormat.getTagFieldNumber(tag)) {
                case 1 -> stack = in.readInt32();
                case 2 -> varints(in, tag, field2);
                case 3 -> {
                    saysV19 |= delimited;
                    saysV110 |= !delimited;
                    in.skipField(tag);
                }
                case 4 -> {
                    saysV110 |= delimited;
                    saysV19 |= !delimited;
                    varints(in, tag, field4);
                }
                case 5 -> fixed64s(in, tag);
                default -> in.skipField(tag);
            }
        }
        if (saysV19 && saysV110) {
            throw Wire.fault("a sample mixes the layouts of OTLP 1.9 and 1.10");
        }
        boolean onlyField2 = !saysV110 && field2.size() > 0 && timestamps.size() == 0;
        layout = saysV19 || onlyField2 ? Layout.V1_9 : Layout.V1_10;
    }

    private static void varints(CodedInputStream in, int tag, LongTable into) throws IOException {
        switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> into.add(in.readInt64());
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
                int limit = Wire.enter(in);
                while (in.getBytesUntilLimit() > 0) {
                    into.add(in.readInt64());
                }
                in.popLimit(limit);
            }
            default -> throw Wire.fault("a sample's numbers have wire type " + WireFormat.getTagWireType(tag));
        }
    }

    private void fixed64s(CodedInputStream in, int tag) throws IOException {
        switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_FIXED64 -> timestamps.add(in.readFixed64());
            case WireFormat.WIRETYPE_LENGTH_DELIMITED -> {
                int limit = Wire.enter(in);
                while (in.getBytesUntilLimit() > 0) {
                    timestamps.add(in.readFixed64());
                }
                in.popLimit(limit);
            }
            default -> throw Wire.fault("a sample's timestamps have wire type " + WireFormat.getTagWireType(tag));
        }
    }
}
