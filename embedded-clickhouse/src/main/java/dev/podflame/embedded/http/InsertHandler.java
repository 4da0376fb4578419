package dev.podflame.embedded.http;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.podflame.embedded.chdb.ChdbConnection;
import dev.podflame.embedded.chdb.InsertStream;
import dev.podflame.embedded.chdb.Progress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaders;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// An INSERT whose data comes with the request: it goes to the engine as it arrives and is committed when all of it is
/// there. A body that breaks off cancels the insert.
final class InsertHandler {
    /// The engine copies each piece and queues at most 16 of them.
    private static final int PIECE = 512 * 1024;

    private final InsertStream stream;
    private final MemorySegment piece;
    private long filled;

    private InsertHandler(InsertStream stream, MemorySegment piece) {
        this.stream = stream;
        this.piece = piece;
    }

    static void serve(
            Exchange exchange,
            Body body,
            ChdbConnection connection,
            RequestText text,
            String format,
            HttpHeaders headers)
            throws InterruptedException {
        long start = System.nanoTime();
        Progress progress;
        try (Arena arena = Arena.ofConfined();
                InsertStream stream = connection.insert(
                        text.sql(), format, exchange.head().parameters().statement())) {
            InsertHandler handler = new InsertHandler(stream, arena.allocate(PIECE));
            handler.feed(text.firstData(), body);
            progress = stream.finish();
        }
        headers.set(Summary.HEADER, Summary.of(progress, 0, System.nanoTime() - start));
        exchange.respond(200, headers, Unpooled.EMPTY_BUFFER);
    }

    /// Returns early when the engine has given up; finishing the stream then tells why.
    private void feed(byte[] first, Body body) throws InterruptedException {
        ByteBuf next = Unpooled.wrappedBuffer(first);
        while (next != null) {
            try {
                if (!copy(next)) {
                    return;
                }
            } finally {
                next.release();
            }
            next = body.next();
        }
        flush();
    }

    private boolean copy(ByteBuf bytes) {
        while (bytes.isReadable()) {
            int count = (int) Math.min(bytes.readableBytes(), piece.byteSize() - filled);
            MemorySegment source = MemorySegment.ofBuffer(bytes.nioBuffer(bytes.readerIndex(), count));
            MemorySegment.copy(source, JAVA_BYTE, 0, piece, JAVA_BYTE, filled, count);
            bytes.skipBytes(count);
            filled += count;
            if (filled == piece.byteSize() && !flush()) {
                return false;
            }
        }
        return true;
    }

    private boolean flush() {
        long count = filled;
        filled = 0;
        return count == 0 || stream.append(piece.asSlice(0, count));
    }
}
