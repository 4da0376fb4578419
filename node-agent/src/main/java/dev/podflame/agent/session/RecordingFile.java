package dev.podflame.agent.session;

import dev.podflame.agent.sample.jfr.BrokenWindowException;
import dev.podflame.agent.sample.jfr.ChunkHeader;
import dev.podflame.agent.sample.jfr.Rates;
import dev.podflame.agent.sample.jfr.WindowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// Reads a recording chunk by chunk while async-profiler writes it. Holds one chunk at a time, and so do all sessions
/// together: the agent's heap is small. Belongs to one session.
final class RecordingFile {

    /// A window of a busy JVM has some 100 KiB. Its tables take three times as much once they are read.
    static final int MAX_CHUNK_BYTES = 8 << 20;

    private static final Semaphore ONE_AT_A_TIME = new Semaphore(1, true);

    private final Rates rates;
    private final boolean lines;
    private long readTo;

    RecordingFile(Rates rates, boolean lines) {
        this.rates = rates;
        this.lines = lines;
    }

    /// Bytes that were read.
    long readTo() {
        return readTo;
    }

    /// Reads the chunks that are complete and weren't read before.
    List<Reading> readNew(FileChannel file) throws IOException, InterruptedException {
        List<Reading> readings = new ArrayList<>();
        ONE_AT_A_TIME.acquire();
        try {
            Optional<Reading> next = next(file);
            while (next.isPresent()) {
                readings.add(next.get());
                next = next.get() instanceof Reading.Broken ? Optional.empty() : next(file);
            }
        } finally {
            ONE_AT_A_TIME.release();
        }
        return readings;
    }

    private Optional<Reading> next(FileChannel file) throws IOException {
        Optional<ChunkHeader> header;
        try {
            ByteBuffer start = read(file, ChunkHeader.BYTES);
            if (start.remaining() < ChunkHeader.BYTES) {
                return Optional.empty();
            }
            header = ChunkHeader.read(start);
        } catch (BrokenWindowException e) {
            return Optional.of(new Reading.Broken(String.valueOf(e.getMessage())));
        }
        if (header.isEmpty() || header.get().size() > file.size() - readTo) {
            return Optional.empty();
        }
        Reading reading = read(file, header.get());
        readTo += header.get().size();
        return Optional.of(reading);
    }

    private Reading read(FileChannel file, ChunkHeader header) throws IOException {
        if (header.size() > MAX_CHUNK_BYTES) {
            return new Reading.Lost(
                    header.endNanos(),
                    "a window has " + (header.size() >> 20) + " MiB, more than the " + (MAX_CHUNK_BYTES >> 20)
                            + " MiB that are read");
        }
        try {
            return new Reading.Read(WindowReader.read(read(file, (int) header.size()), rates, lines));
        } catch (BrokenWindowException e) {
            return new Reading.Lost(header.endNanos(), String.valueOf(e.getMessage()));
        }
    }

    private ByteBuffer read(FileChannel file, int bytes) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        while (buffer.hasRemaining() && file.read(buffer, readTo + buffer.position()) > 0) {
            // On to the next bytes.
        }
        return buffer.flip();
    }
}
