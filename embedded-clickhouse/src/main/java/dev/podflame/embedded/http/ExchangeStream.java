package dev.podflame.embedded.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// A response's body as a stream. Closing it does not end the response.
final class ExchangeStream extends OutputStream {
    private final Exchange exchange;

    ExchangeStream(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            exchange.write(ByteBuffer.wrap(bytes, offset, length));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while writing a response");
        }
    }
}
