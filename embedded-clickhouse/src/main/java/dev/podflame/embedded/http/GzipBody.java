package dev.podflame.embedded.http;

import dev.podflame.embedded.chdb.ChdbException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/// A body sent with `Content-Encoding: gzip`. Unpacked in small pieces as they are asked for, so that a body that
/// unpacks to a thousand times its size needs no memory.
final class GzipBody implements Body {
    private static final int PIECE = 1 << 16;

    private final InputStream packed;
    private @Nullable InputStream unpacked;

    GzipBody(Body packed) {
        this.packed = new Packed(packed);
    }

    @Override
    public @Nullable ByteBuf next() throws InterruptedException {
        try {
            InputStream in = unpacked;
            if (in == null) {
                in = new GZIPInputStream(packed, PIECE);
                unpacked = in;
            }
            byte[] piece = new byte[PIECE];
            int count = in.read(piece);
            return count < 0 ? null : Unpooled.wrappedBuffer(piece, 0, count);
        } catch (InterruptedIOException e) {
            throw new InterruptedException(e.getMessage());
        } catch (IOException e) {
            throw ChdbException.of(354, "The body is not valid gzip: " + e.getMessage(), "ZLIB_INFLATE_FAILED");
        }
    }

    /// The body as a stream.
    private static final class Packed extends InputStream {
        private final Body body;
        private @Nullable ByteBuf piece;

        private Packed(Body body) {
            this.body = body;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            ByteBuf current = piece;
            try {
                if (current == null) {
                    current = body.next();
                }
            } catch (InterruptedException e) {
                throw new InterruptedIOException(e.getMessage());
            }
            if (current == null) {
                return -1;
            }
            int count = Math.min(length, current.readableBytes());
            current.readBytes(target, offset, count);
            piece = current;
            if (!current.isReadable()) {
                current.release();
                piece = null;
            }
            return count;
        }

        @Override
        public int available() {
            // GZIPInputStream looks for another member behind the first only when there seems to be more.
            return 1;
        }
    }
}
