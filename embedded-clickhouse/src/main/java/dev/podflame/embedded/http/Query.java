package dev.podflame.embedded.http;

import org.jspecify.annotations.Nullable;

/// A statement without data, and how its result is wanted.
final class Query {
    private final byte[] sql;
    private final Statement.Shape shape;
    private final OutputFormat format;

    private Query(byte[] sql, Statement.Shape shape, OutputFormat format) {
        this.sql = sql;
        this.shape = shape;
        this.format = format;
    }

    static Query of(byte[] sql, RequestHead head) {
        Statement.Shape shape = Statement.Shape.of(sql);
        return new Query(sql, shape, OutputFormat.of(formatName(shape.format(), head)));
    }

    /// The statement's own FORMAT, else what the request prefers, else ClickHouse's default.
    private static String formatName(@Nullable String own, RequestHead head) {
        if (own != null) {
            return own;
        }
        String format = head.parameters().get("default_format");
        if (format == null) {
            format = head.header("X-ClickHouse-Format");
        }
        return format == null || format.isEmpty() ? "TabSeparated" : format;
    }

    byte[] sql() {
        return sql;
    }

    Statement.Shape shape() {
        return shape;
    }

    OutputFormat format() {
        return format;
    }

    /// Whether the result can go out block by block: the engine does this for SELECT only.
    boolean streams() {
        return shape.isSelect() && format.streams();
    }
}
