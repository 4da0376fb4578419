package dev.podflame.agent.send;

import dev.podflame.agent.batch.EncodedBatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Batches on disk that the collector doesn't have yet, one file each, oldest first. Safe to use from any thread.
///
/// A batch is there once [#append] returns: its bytes are forced to the disk before its name appears. What an earlier
/// start of the agent left keeps its name, so that the collector recognises what it had already taken.
public final class Spool {
    private static final Logger log = LoggerFactory.getLogger(Spool.class);

    /// How much the spool may hold before the oldest batches are given up.
    public record Limits(long bytes, Duration age) {}

    private final Path folder;
    private final Path boot;
    private final Limits limits;
    private final Deque<SpooledBatch> batches = new ArrayDeque<>();
    private long bytes;
    private long sequence;
    private long dropped;

    private Spool(Path folder, Path boot, Limits limits) {
        this.folder = folder;
        this.boot = boot;
        this.limits = limits;
    }

    /// Opens a spool and takes up what is in it.
    ///
    /// @param bootId a name of this start of the agent that sorts after those of earlier starts
    /// @throws IOException if the folder can't be read or written
    public static Spool open(Path folder, String node, String bootId, Limits limits) throws IOException {
        Path boot = folder.resolve(BatchName.safe(node)).resolve(BatchName.safe(bootId));
        Files.createDirectories(boot);
        Spool spool = new Spool(folder, boot, limits);
        spool.takeUp();
        return spool;
    }

    private synchronized void takeUp() throws IOException {
        try (Stream<Path> files = Files.walk(folder, 3)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Optional<SpooledBatch> batch = SpooledBatch.of(file);
                if (batch.isPresent()) {
                    batches.add(batch.get());
                    bytes += batch.get().bytes();
                } else {
                    // Without its final name it was never handed over to be sent.
                    Files.delete(file);
                }
            }
        }
        List<SpooledBatch> oldestFirst = batches.stream()
                .sorted(Comparator.comparing(
                                (SpooledBatch batch) -> batch.name().boot())
                        .thenComparingLong(batch -> batch.name().sequence()))
                .toList();
        batches.clear();
        batches.addAll(oldestFirst);
        if (!batches.isEmpty()) {
            log.info("{} batches ({} kB) of an earlier start will be sent first", batches.size(), bytes / 1024);
        }
    }

    /// Puts a batch on disk.
    ///
    /// @throws IOException if it can't be written; then it isn't in the spool
    public synchronized void append(EncodedBatch batch) throws IOException {
        sequence++;
        Path file = boot.resolve(SpooledBatch.fileName(sequence, batch.encoding()));
        Path temporary = boot.resolve("writing.tmp");
        try (FileChannel out = FileChannel.open(
                temporary, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer content = ByteBuffer.wrap(batch.bytes());
            while (content.hasRemaining()) {
                out.write(content);
            }
            out.force(true);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(boot, StandardOpenOption.READ)) {
            directory.force(true);
        }
        SpooledBatch spooled = SpooledBatch.of(file).orElseThrow();
        batches.addLast(spooled);
        bytes += spooled.bytes();
        dropOldest(Instant.now());
        notifyAll();
    }

    /// The oldest batch; waits for one.
    synchronized SpooledBatch awaitOldest() throws InterruptedException {
        while (batches.isEmpty()) {
            wait();
        }
        return batches.getFirst();
    }

    /// Takes a batch out, after the collector has it or has refused it for good.
    synchronized void remove(SpooledBatch batch) throws IOException {
        if (batches.remove(batch)) {
            delete(batch);
        }
    }

    private void dropOldest(Instant now) throws IOException {
        int count = 0;
        while (!batches.isEmpty() && (bytes > limits.bytes() || tooOld(batches.getFirst(), now))) {
            delete(batches.removeFirst());
            count++;
        }
        if (count > 0) {
            dropped += count;
            log.error(
                    "{} batches were given up unsent, the collector was away for too long: the spool holds {} kB in {}"
                            + " batches and may hold {} kB for {}",
                    count,
                    bytes / 1024,
                    batches.size(),
                    limits.bytes() / 1024,
                    limits.age());
        }
    }

    private boolean tooOld(SpooledBatch batch, Instant now) {
        return Duration.between(batch.writtenAt(), now).compareTo(limits.age()) > 0;
    }

    private void delete(SpooledBatch batch) throws IOException {
        bytes -= batch.bytes();
        Files.deleteIfExists(batch.file());
        if (!batch.folder().equals(boot)) {
            deleteIfEmpty(batch.folder());
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException e) {
            log.trace("{} has more batches", folder);
        }
    }

    public synchronized long bytes() {
        return bytes;
    }

    public synchronized int size() {
        return batches.size();
    }

    /// Batches given up because they were too many or too old.
    public synchronized long dropped() {
        return dropped;
    }
}
