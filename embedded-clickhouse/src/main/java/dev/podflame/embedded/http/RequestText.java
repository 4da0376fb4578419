package dev.podflame.embedded.http;

import dev.podflame.embedded.chdb.ChdbException;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A request's SQL, read as far as it goes. ClickHouse takes the URL's `query`, a line end and the body as one text;
/// of an INSERT the rest of the body is data and stays unread.
final class RequestText {
    private static final int LONGEST_INSERT_HEAD = 4 << 20;
    private static final int LONGEST_QUERY = 32 << 20;

    private final byte[] sql;
    private final Statement.@Nullable Insert insert;
    private final byte[] firstData;

    private RequestText(byte[] sql, Statement.@Nullable Insert insert, byte[] firstData) {
        this.sql = sql;
        this.insert = insert;
        this.firstData = firstData;
    }

    /// Without FORMAT and data.
    byte[] sql() {
        return sql;
    }

    /// Null for a statement without data.
    Statement.@Nullable Insert insert() {
        return insert;
    }

    /// What of the data was read along with the SQL.
    byte[] firstData() {
        return firstData;
    }

    static RequestText read(@Nullable String urlQuery, Body body) throws InterruptedException {
        Buffer text = new Buffer();
        if (urlQuery != null) {
            text.append(urlQuery.getBytes(StandardCharsets.UTF_8));
        }
        int urlLength = text.length;
        boolean complete = false;
        while (true) {
            switch (Statement.recognise(text.bytes, text.length, complete)) {
                case Statement.Insert insert -> {
                    return insert(text, insert, urlLength);
                }
                case Statement.Query query -> {
                    while (readPiece(text, body, urlLength, LONGEST_QUERY)) {
                        // All of it is SQL.
                    }
                    return new RequestText(text.slice(0, text.length), null, new byte[0]);
                }
                case Statement.Undecided undecided -> complete = !readPiece(text, body, urlLength, LONGEST_INSERT_HEAD);
            }
        }
    }

    private static boolean readPiece(Buffer text, Body body, int urlLength, int limit) throws InterruptedException {
        ByteBuf piece = body.next();
        if (piece == null) {
            return false;
        }
        try {
            if (text.length == urlLength && urlLength > 0) {
                text.append(new byte[] {'\n'});
            }
            if (text.length + piece.readableBytes() > limit) {
                throw ChdbException.of(223, "The statement is longer than " + limit + " bytes", "QUERY_IS_TOO_LARGE");
            }
            text.append(piece);
            return true;
        } finally {
            piece.release();
        }
    }

    private static RequestText insert(Buffer text, Statement.Insert insert, int urlLength) {
        byte[] sql = text.slice(0, insert.sqlEnd());
        int dataStart = insert.dataStart();
        if (dataStart <= urlLength && text.isBlank(dataStart, urlLength)) {
            // Blanks after the SQL in the URL, and the line end that joins it with the body, are not data.
            dataStart = Math.min(urlLength + 1, text.length);
        } else if (text.length == urlLength && text.bytes[urlLength - 1] != '\n') {
            // The data begins in the URL; the body begins on a new line.
            text.append(new byte[] {'\n'});
        }
        return new RequestText(sql, insert, text.slice(dataStart, text.length));
    }

    private static final class Buffer {
        private byte[] bytes = new byte[1024];
        private int length;

        private void append(byte[] more) {
            reserve(more.length);
            System.arraycopy(more, 0, bytes, length, more.length);
            length += more.length;
        }

        private void append(ByteBuf more) {
            int count = more.readableBytes();
            reserve(count);
            more.readBytes(bytes, length, count);
            length += count;
        }

        private void reserve(int more) {
            if (length + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
            }
        }

        private byte[] slice(int from, int to) {
            return Arrays.copyOfRange(bytes, from, to);
        }

        private boolean isBlank(int from, int to) {
            for (int i = from; i < to; i++) {
                if (bytes[i] > ' ' || bytes[i] < 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
