package dev.podflame.collector.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The segment that is being written. Owned by the spool's thread.
final class SegmentWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentWriter.class);

    private final SpoolFolder folder;
    private @Nullable Segment segment;
    private @Nullable FileChannel channel;
    private long openedNanos;

    SegmentWriter(SpoolFolder folder) {
        this.folder = folder;
    }

    boolean isOpen() {
        return segment != null;
    }

    Segment segment() {
        if (segment == null) {
            throw new IllegalStateException("no segment is open");
        }
        return segment;
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - openedNanos);
    }

    /// Writes entries and syncs; returns their offsets. After a failure the file ends where it ended before.
    long[] write(List<SpoolEntry> entries) throws IOException {
        if (channel == null || segment == null) {
            open();
        }
        FileChannel file = channel;
        Segment open = segment;
        if (file == null || open == null) {
            throw new IllegalStateException("opening a segment left none");
        }
        long end = open.bytes();
        long[] offsets = new long[entries.size()];
        try {
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = end;
                ByteBuffer bytes = SegmentFile.encode(entries.get(i));
                end += bytes.remaining();
                SegmentFile.writeFully(file, bytes);
            }
            file.force(false);
            return offsets;
        } catch (IOException e) {
            cutBack(file, open.bytes());
            throw e;
        }
    }

    /// Closes the open segment, if there is one.
    Optional<Segment> close() {
        Segment done = segment;
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // What counts was synced before; the descriptor is gone either way.
            LOG.warn("closing {}: {}", done, e.getMessage());
        }
        channel = null;
        segment = null;
        return Optional.ofNullable(done);
    }

    private void open() throws IOException {
        SpoolFolder.NewSegment opened = folder.create();
        segment = opened.segment();
        channel = opened.channel();
        openedNanos = System.nanoTime();
    }

    private static void cutBack(FileChannel file, long end) {
        try {
            file.truncate(end);
        } catch (IOException e) {
            // Then a restart finds entries that nobody was told are stored: their senders come again and are known.
            LOG.warn("a half-written entry stays in the spool: {}", e.getMessage());
        }
    }
}
