package dev.podflame.embedded.http;

import java.nio.ByteBuffer;
import java.util.Set;

/// How a result in some format may be sent. The engine renders each block of a streamed result as a document of its
/// own, so only formats whose documents can be strung together are streamed: those without frame, and those with a
/// heading that can be left out from the second block on. The others are rendered whole.
record OutputFormat(String name, Heading heading) {

    enum Heading {
        /// Rows only: blocks follow each other.
        NONE,
        /// One line (names), or two (names and types).
        LINE,
        LINES,
        /// RowBinary's: a count, then as many names, or names and types.
        BINARY_NAMES,
        BINARY_NAMES_AND_TYPES,
        /// A frame around all rows.
        FRAME
    }

    private static final Set<String> BARE = Set.of(
            "TabSeparated",
            "TSV",
            "TabSeparatedRaw",
            "TSVRaw",
            "Raw",
            "CSV",
            "TSKV",
            "JSONEachRow",
            "JSONLines",
            "NDJSON",
            "JSONCompactEachRow",
            "JSONStringsEachRow",
            "RowBinary",
            "Native",
            "MsgPack",
            "LineAsString",
            "RawBLOB",
            "Null");
    private static final Set<String> NAMES =
            Set.of("TabSeparatedWithNames", "TSVWithNames", "JSONCompactEachRowWithNames");
    private static final Set<String> NAMES_AND_TYPES =
            Set.of("TabSeparatedWithNamesAndTypes", "TSVWithNamesAndTypes", "JSONCompactEachRowWithNamesAndTypes");

    static OutputFormat of(String name) {
        return new OutputFormat(name, headingOf(name));
    }

    private static Heading headingOf(String name) {
        if (BARE.contains(name)) {
            return Heading.NONE;
        }
        if (NAMES.contains(name)) {
            return Heading.LINE;
        }
        if (NAMES_AND_TYPES.contains(name)) {
            return Heading.LINES;
        }
        return switch (name) {
            case "RowBinaryWithNames" -> Heading.BINARY_NAMES;
            case "RowBinaryWithNamesAndTypes" -> Heading.BINARY_NAMES_AND_TYPES;
            default -> Heading.FRAME;
        };
    }

    boolean streams() {
        return heading != Heading.FRAME;
    }

    /// The heading's length in bytes, at the beginning of any block.
    int headingLength(ByteBuffer block) {
        return switch (heading) {
            case NONE, FRAME -> 0;
            case LINE -> pastLines(block, 1);
            case LINES -> pastLines(block, 2);
            case BINARY_NAMES -> pastStrings(block, 1);
            case BINARY_NAMES_AND_TYPES -> pastStrings(block, 2);
        };
    }

    private static int pastLines(ByteBuffer block, int lines) {
        int position = 0;
        for (int left = lines; left > 0; position++) {
            if (block.get(position) == '\n') {
                left--;
            }
        }
        return position;
    }

    private static int pastStrings(ByteBuffer block, int perColumn) {
        ByteBuffer in = block.duplicate();
        for (long left = varint(in) * perColumn; left > 0; left--) {
            int length = Math.toIntExact(varint(in));
            in.position(in.position() + length);
        }
        return in.position() - block.position();
    }

    /// An unsigned LEB128 number.
    private static long varint(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                break;
            }
        }
        return value;
    }

    String contentType() {
        String text = switch (name) {
            case "TabSeparated",
                    "TSV",
                    "TabSeparatedRaw",
                    "TSVRaw",
                    "Raw",
                    "TabSeparatedWithNames",
                    "TSVWithNames",
                    "TabSeparatedWithNamesAndTypes",
                    "TSVWithNamesAndTypes" -> "text/tab-separated-values; charset=UTF-8";
            case "CSV", "CSVWithNames", "CSVWithNamesAndTypes" -> "text/csv; charset=UTF-8; header=present";
            case "XML" -> "application/xml; charset=UTF-8";
            default -> "";
        };
        if (!text.isEmpty()) {
            return text;
        }
        if (name.startsWith("JSON") || name.equals("NDJSON")) {
            return "application/json; charset=UTF-8";
        }
        boolean binary = Set.of("Native", "Parquet", "ORC", "Avro", "Arrow", "ArrowStream", "MsgPack")
                        .contains(name)
                || name.startsWith("RowBinary");
        return binary ? "application/octet-stream" : "text/plain; charset=UTF-8";
    }
}
