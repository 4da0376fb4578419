package dev.podflame.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GzipTest {
    @Test
    void whatWasCompressedComesBack() throws Exception {
        byte[] body = {1, 2, 3};
        assertArrayEquals(body, Gzip.decompress(gzip(body), 3));
    }

    @Test
    void aBombIsGivenUpAtTheLimit() throws Exception {
        byte[] bomb = gzip(new byte[1 << 20]);
        assertThrows(BodyTooLargeException.class, () -> Gzip.decompress(bomb, (1 << 20) - 1));
    }

    @Test
    void halfAStreamIsMalformed() throws Exception {
        byte[] whole = gzip(new byte[1000]);
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        assertThrows(MalformedBatchException.class, () -> Gzip.decompress(half, 1000));
        assertThrows(MalformedBatchException.class, () -> Gzip.decompress(new byte[] {1, 2}, 1000));
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body);
        }
        return bytes.toByteArray();
    }
}
