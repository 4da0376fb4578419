package dev.podflame.collector.ingest;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The spool's folder: files named by a growing number, and the list of known batches.
class SpoolFolder {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolFolder.class);
    private static final Pattern NAME = Pattern.compile("([0-9]{12})\\.segment");

    record NewSegment(Segment segment, FileChannel channel) {}

    private final Path folder;
    private final SecureRandom random = new SecureRandom();
    private long nextNumber = 1;

    SpoolFolder(Path folder) {
        this.folder = folder;
    }

    static SpoolFolder open(Path folder) throws IOException {
        Files.createDirectories(folder);
        return new SpoolFolder(folder);
    }

    BatchLedger ledger() throws IOException {
        return new BatchLedger(folder);
    }

    /// Begins a file.
    NewSegment create() throws IOException {
        long number = nextNumber++;
        long nonce = random.nextLong();
        Path file = folder.resolve("%012d.segment".formatted(number));
        FileChannel channel = SegmentFile.create(file, nonce);
        try {
            SegmentFile.syncFolder(folder);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new NewSegment(new Segment(file, number, nonce, System.currentTimeMillis()), channel);
    }

    void discard(Segment segment) {
        try {
            Files.deleteIfExists(segment.file());
        } catch (IOException e) {
            LOG.warn("an empty segment stays behind: {}", e.getMessage());
        }
    }

    /// What an earlier run left, oldest first; their batches go into the ledger.
    List<Segment> recover(BatchLedger ledger) throws IOException {
        List<Segment> segments = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.segment")) {
            for (Path file : files) {
                Matcher matcher = NAME.matcher(file.getFileName().toString());
                if (matcher.matches()) {
                    long number = Long.parseLong(matcher.group(1));
                    nextNumber = Math.max(nextNumber, number + 1);
                    Segment segment = recover(file, number, ledger);
                    if (segment.isEmpty()) {
                        discard(segment);
                    } else {
                        segments.add(segment);
                    }
                }
            }
        }
        segments.sort(Comparator.comparingLong(Segment::number));
        return segments;
    }

    private static Segment recover(Path file, long number, BatchLedger ledger) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            List<SpoolEntry> names = new ArrayList<>();
            List<long[]> places = new ArrayList<>();
            SegmentFile.Walk walk = SegmentFile.walk(channel, (entry, offset) -> {
                names.add(new SpoolEntry(
                        entry.signal(), entry.batch(), entry.receivedMillis(), entry.gzip(), new byte[0]));
                places.add(new long[] {offset, entry.size()});
            });
            if (walk.goodBytes() < channel.size()) {
                LOG.warn(
                        "{}: the last {} bytes were cut short by a crash; their senders were not told that they are"
                                + " stored",
                        file,
                        channel.size() - walk.goodBytes());
                channel.truncate(walk.goodBytes());
                channel.force(true);
            }
            if (walk.damaged() > 0) {
                LOG.error("{}: {} entries are damaged and lost; the disk should be checked", file, walk.damaged());
            }
            Segment segment = new Segment(
                    file, number, walk.nonce(), Files.getLastModifiedTime(file).toMillis());
            for (int i = 0; i < names.size(); i++) {
                SpoolEntry entry = names.get(i);
                segment.add(places.get(i)[0], (int) places.get(i)[1], 0, null);
                entry.batch().ifPresent(batch -> ledger.stored(entry.signal(), batch, entry.receivedMillis()));
            }
            return segment;
        }
    }
}
