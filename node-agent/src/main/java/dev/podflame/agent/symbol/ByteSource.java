package dev.podflame.agent.symbol;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Bytes that are read by position: a file, or a decompressed part of one. Read rather than mapped, because a mapped
/// file that somebody truncates ends in a SIGBUS.
interface ByteSource {

    long size() throws IOException;

    /// Fills `into` from `position` on; fails with [EOFException] if the source ends before that.
    void read(long position, ByteBuffer into) throws IOException;

    static ByteSource of(byte[] bytes) {
        return new ByteSource() {
            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public void read(long position, ByteBuffer into) throws IOException {
                if (position < 0 || position > bytes.length - into.remaining()) {
                    throw new EOFException("no " + into.remaining() + " bytes at " + position + " of " + bytes.length);
                }
                into.put(bytes, Math.toIntExact(position), into.remaining());
            }
        };
    }

    static ByteSource of(FileChannel channel) {
        return new ByteSource() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public void read(long position, ByteBuffer into) throws IOException {
                long at = position;
                while (into.hasRemaining()) {
                    int count = at < 0 ? -1 : channel.read(into, at);
                    if (count <= 0) {
                        throw new EOFException("no " + into.remaining() + " bytes at " + at);
                    }
                    at += count;
                }
            }
        };
    }
}
