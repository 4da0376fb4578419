package dev.podflame.collector.ingest;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Remembers the highest batch of each sender, so that one that comes again isn't counted again. An agent sends its
/// batches in order and one at a time, hence the highest tells all.
///
/// It is saved before a segment is deleted: what isn't in the file is still in a segment, and is read from there after
/// a restart. Owned by the spool's thread.
final class BatchLedger {
    /// Senders remembered at most; the ones not heard of for longest are forgotten first.
    static final int MAX_SENDERS = 20_000;

    private record Sender(Signal signal, String node, String boot) {}

    private record Highest(long sequence, long seenMillis) {}

    private final Path folder;
    private final Path file;
    private final Map<Sender, Highest> highest = new HashMap<>();

    /// Reads what an earlier run saved in the folder.
    BatchLedger(Path folder) throws IOException {
        this.folder = folder;
        this.file = folder.resolve("batches");
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                read(line);
            }
        }
    }

    /// Whether this batch, or a later one of its sender, is already stored.
    boolean isRepeat(Signal signal, BatchId batch) {
        Highest known = highest.get(new Sender(signal, batch.node(), batch.boot()));
        return known != null && batch.sequence() <= known.sequence();
    }

    void stored(Signal signal, BatchId batch, long seenMillis) {
        highest.merge(
                new Sender(signal, batch.node(), batch.boot()),
                new Highest(batch.sequence(), seenMillis),
                (old, now) -> new Highest(Math.max(old.sequence, now.sequence), Math.max(old.seenMillis, seenMillis)));
        if (highest.size() > MAX_SENDERS) {
            forgetOldest();
        }
    }

    /// Writes it to disk, whole or not at all.
    void save() throws IOException {
        StringBuilder text = new StringBuilder();
        highest.forEach((sender, value) -> text.append(sender.signal.label())
                .append(' ')
                .append(sender.node)
                .append(' ')
                .append(sender.boot)
                .append(' ')
                .append(value.sequence)
                .append(' ')
                .append(value.seenMillis)
                .append('\n'));
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        SegmentFile.syncFolder(folder);
    }

    private void read(String line) throws IOException {
        String[] words = line.split(" ", -1);
        try {
            Signal signal = Signal.valueOf(words[0].toUpperCase(Locale.ROOT));
            BatchId batch = new BatchId(words[1], words[2], Long.parseLong(words[3]));
            stored(signal, batch, Long.parseLong(words[4]));
        } catch (RuntimeException e) {
            throw new IOException("the list of known batches " + file + " has a line that isn't one: " + line, e);
        }
    }

    private void forgetOldest() {
        List<Map.Entry<Sender, Highest>> byAge = new ArrayList<>(highest.entrySet());
        byAge.sort(Comparator.comparingLong(entry -> entry.getValue().seenMillis));
        for (int i = 0; i < MAX_SENDERS / 10; i++) {
            highest.remove(byAge.get(i).getKey());
        }
    }
}
