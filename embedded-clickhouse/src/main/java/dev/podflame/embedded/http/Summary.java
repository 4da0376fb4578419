package dev.podflame.embedded.http;

import dev.podflame.embedded.chdb.Progress;

/// `X-ClickHouse-Summary`: JSON whose numbers are strings, as ClickHouse writes it.
final class Summary {
    static final String HEADER = "X-ClickHouse-Summary";

    private Summary() {}

    static String of(Progress progress, long resultBytes, long elapsedNanos) {
        StringBuilder json = new StringBuilder(240).append('{');
        field(json, "read_rows", progress.readRows());
        field(json, "read_bytes", progress.readBytes());
        field(json, "written_rows", progress.writtenRows());
        field(json, "written_bytes", progress.writtenBytes());
        field(json, "total_rows_to_read", progress.readRows());
        field(json, "result_rows", progress.resultRows());
        field(json, "result_bytes", resultBytes);
        field(json, "elapsed_ns", elapsedNanos);
        return json.append('}').toString();
    }

    private static void field(StringBuilder json, String name, long value) {
        if (json.length() > 1) {
            json.append(',');
        }
        json.append('"').append(name).append("\":\"").append(value).append('"');
    }
}
