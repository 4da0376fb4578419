package dev.podflame.embedded.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RequestTextTest {
    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Delivers the text in pieces of this size.
    private static Body body(String text, int size) {
        Deque<ByteBuf> pieces = new ArrayDeque<>();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int from = 0; from < bytes.length; from += size) {
            pieces.add(Unpooled.copiedBuffer(bytes, from, Math.min(size, bytes.length - from)));
        }
        return pieces::poll;
    }

    private static String rest(RequestText text, Body body) throws InterruptedException {
        StringBuilder data = new StringBuilder(utf8(text.firstData()));
        for (ByteBuf piece = body.next(); piece != null; piece = body.next()) {
            data.append(piece.toString(StandardCharsets.UTF_8));
        }
        return data.toString();
    }

    private static void assertInsert(String sql, String data, @Nullable String url, String sent)
            throws InterruptedException {
        for (int size = 1; size <= sent.length() + 1; size++) {
            Body body = body(sent, size);
            RequestText text = RequestText.read(url, body);
            assertEquals("TSV", Objects.requireNonNull(text.insert()).format());
            assertEquals(sql, utf8(text.sql()));
            assertEquals(data, rest(text, body), "in pieces of " + size);
        }
    }

    @Test
    void theDataOfAnInsertIsTheSameHoweverItIsCut() throws Exception {
        assertInsert("INSERT INTO t ", "1\t2\n", null, "INSERT INTO t FORMAT TSV\n1\t2\n");
        assertInsert("INSERT INTO t ", "1\t2\n", "INSERT INTO t FORMAT TSV", "1\t2\n");
        assertInsert("INSERT INTO t ", "\n\t2\n", "INSERT INTO t FORMAT TSV  \n ", "\n\t2\n");
        assertInsert("INSERT INTO t\n", "1\n", "INSERT INTO t", "FORMAT TSV 1\n");
        assertInsert("INSERT INTO t ", "0\n1\n", "INSERT INTO t FORMAT TSV 0\n", "1\n");
        assertInsert("INSERT INTO t ", "0\n1\n", "INSERT INTO t FORMAT TSV 0", "1\n");
    }

    @Test
    void aQueryIsTheUrlAndTheBody() throws Exception {
        for (int size = 1; size < 8; size++) {
            RequestText text = RequestText.read("SELECT 1", body("+ 2", size));
            assertNull(text.insert());
            assertEquals("SELECT 1\n+ 2", utf8(text.sql()));
        }
        assertEquals("", utf8(RequestText.read(null, body("", 1)).sql()));
    }
}
