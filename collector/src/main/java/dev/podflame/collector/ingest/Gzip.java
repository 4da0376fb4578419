package dev.podflame.collector.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/// Decompresses no further than a limit, so that a small body can't become a huge one.
public final class Gzip {
    private Gzip() {}

    /// The uncompressed bytes.
    ///
    /// @throws BodyTooLargeException if there are more than `limit`
    /// @throws MalformedBatchException if it isn't gzip, or ends early
    public static byte[] decompress(byte[] compressed, int limit) throws MalformedBatchException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed), 64 << 10)) {
            byte[] body = in.readNBytes(limit + 1);
            if (body.length > limit) {
                throw new BodyTooLargeException(limit);
            }
            return body;
        } catch (IOException e) {
            throw new MalformedBatchException("the body isn't whole gzip: " + e.getMessage(), e);
        }
    }
}
