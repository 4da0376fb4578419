package dev.podflame.agent.symbol;

import java.io.IOException;
import java.io.OutputStream;

/// Refuses more than a number of bytes.
final class LimitedOutput extends OutputStream {
    private final OutputStream out;
    private long left;

    LimitedOutput(OutputStream out, long limit) {
        this.out = out;
        this.left = limit;
    }

    @Override
    public void write(int b) throws IOException {
        spend(1);
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        spend(length);
        out.write(bytes, from, length);
    }

    private void spend(int bytes) throws IOException {
        left -= bytes;
        if (left < 0) {
            throw new IOException("the symbols are too large to be kept in memory");
        }
    }
}
