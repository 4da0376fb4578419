package dev.podflame.agent.sample.jfr;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The first bytes of a chunk, by which chunks are told apart without reading them (JFR file format, version 2).
///
/// @param size bytes of the whole chunk
/// @param startNanos begin of its window, nanoseconds since the Unix epoch
/// @param durationNanos length of its window
public record ChunkHeader(long size, long startNanos, long durationNanos) {
    public static final int BYTES = 68;
    private static final int MAGIC = 0x464c5200;

    public long endNanos() {
        return startNanos + durationNanos;
    }

    /// Reads it; empty if the chunk is still being written.
    ///
    /// @param bytes at least [#BYTES] from its position on
    public static Optional<ChunkHeader> read(ByteBuffer bytes) throws BrokenWindowException {
        int at = bytes.position();
        if (bytes.remaining() < BYTES || bytes.getInt(at) != MAGIC) {
            throw new BrokenWindowException("the recording isn't in the format of Flight Recorder");
        }
        long size = bytes.getLong(at + 8);
        long constants = bytes.getLong(at + 16);
        long metadata = bytes.getLong(at + 24);
        if (constants == 0 || metadata == 0) {
            return Optional.empty();
        }
        long start = bytes.getLong(at + 32);
        long duration = bytes.getLong(at + 40);
        if (size < BYTES || constants < 0 || constants >= size || metadata < 0 || metadata >= size || duration < 0) {
            throw new BrokenWindowException("a chunk of the recording says impossible things of itself");
        }
        return Optional.of(new ChunkHeader(size, start, duration));
    }
}
