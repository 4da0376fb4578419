package dev.podflame.collector.ingest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A run of accepted requests in one file. Immutable once it is closed: reading it twice, even in another process,
/// gives the same batches in the same order.
///
/// Written by the spool's thread until it is closed; read by one thread afterwards.
public final class Segment {
    private static final Logger LOG = LoggerFactory.getLogger(Segment.class);

    private record Entry(long offset, int length, @Nullable Batch batch) {}

    private final Path file;
    private final long number;
    private final String id;
    private final long createdMillis;
    private final List<Entry> entries = new ArrayList<>();
    private long bytes = SegmentFile.HEADER_BYTES;
    private long items;
    private long retainedBytes;

    Segment(Path file, long number, long nonce, long createdMillis) {
        this.file = file;
        this.createdMillis = createdMillis;
        this.number = number;
        this.id = Long.toHexString(nonce) + "-" + number;
    }

    /// Names this segment among all that were ever written, by whichever collector.
    public String id() {
        return id;
    }

    Path file() {
        return file;
    }

    long number() {
        return number;
    }

    long createdMillis() {
        return createdMillis;
    }

    /// Size of the file.
    public long bytes() {
        return bytes;
    }

    /// Samples and points in it, as far as they are known: after a restart they aren't counted before reading.
    long items() {
        return items;
    }

    long retainedBytes() {
        return retainedBytes;
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /// Adds an entry that lies in the file at `offset`; with its content, if that may stay in memory.
    void add(long offset, int length, int size, @Nullable Batch retained) {
        entries.add(new Entry(offset, length, retained));
        bytes = offset + SegmentFile.ENTRY_HEADER_BYTES + length;
        items += size;
        retainedBytes += retained == null ? 0 : retained.bytes();
    }

    /// Gives every batch in order: from memory where it is still there, else from disk through the same decoder that
    /// read it at first.
    public void forEach(BatchDecoder decoder, Consumer<Batch> consumer) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            for (Entry entry : entries) {
                Batch batch = entry.batch();
                if (batch == null) {
                    batch = read(channel, entry, decoder);
                }
                if (batch != null) {
                    consumer.accept(batch);
                }
            }
        }
    }

    /// Null if the entry is damaged: one request is lost then, and said so, instead of holding up all that follow.
    private @Nullable Batch read(FileChannel channel, Entry entry, BatchDecoder decoder) throws IOException {
        try {
            return decoder.decodeAgain(SegmentFile.read(channel, entry.offset(), entry.length()));
        } catch (DamagedEntryException e) {
            LOG.error("{}: a request is lost: {}; the disk should be checked", file, e.getMessage());
            return null;
        }
    }

    @Override
    public String toString() {
        return "segment " + id + " (" + entries.size() + " requests, " + bytes + " bytes)";
    }
}
