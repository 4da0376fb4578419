package dev.podflame.embedded.chdb;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/// A piece of a result in the library's memory, until it is closed.
public final class ResultChunk implements AutoCloseable {
    private final ResultCalls calls;
    private final MemorySegment result;
    private final MemorySegment bytes;

    private ResultChunk(ResultCalls calls, MemorySegment result) {
        this.calls = calls;
        this.result = result;
        this.bytes = calls.bytes(result);
    }

    /// @throws ChdbException when the result is an error
    static ResultChunk checked(ResultCalls calls, MemorySegment result) {
        String error = calls.error(result);
        if (!error.isEmpty()) {
            calls.destroy(result);
            throw ChdbException.ofEngine(error);
        }
        return new ResultChunk(calls, result);
    }

    public long size() {
        return Symbols.isNull(bytes) ? 0 : bytes.byteSize();
    }

    /// A view, valid until this chunk is closed.
    public ByteBuffer slice(long offset, int length) {
        return bytes.asSlice(offset, length).asByteBuffer();
    }

    public byte[] toArray() {
        return size() == 0 ? new byte[0] : bytes.toArray(JAVA_BYTE);
    }

    public Progress progress() {
        return calls.progress(result);
    }

    @Override
    public void close() {
        calls.destroy(result);
    }
}
