package dev.podflame.collector.ingest;

import dev.podflame.collector.ingest.Appended.Failed;
import dev.podflame.collector.ingest.Appended.Full;
import dev.podflame.collector.ingest.Appended.Repeated;
import dev.podflame.collector.ingest.Appended.Stored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Requests on disk between being acknowledged and being stored, in segment files.
///
/// One thread of its own writes: it takes whatever requests wait, writes them all, syncs once, and only then answers
/// them. Another thread takes closed segments in order and releases them when they are stored.
public final class Spool implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);
    private static final int MAX_WAITING = 1024;
    private static final int MAX_GROUP = 256;
    private static final long MAX_GROUP_BYTES = 32L << 20;
    private static final long TICK_MILLIS = 100;

    private record Pending(SpoolEntry entry, Batch batch, CompletableFuture<Appended> answer) {}

    private final SpoolLimits limits;
    private final SpoolFolder folder;
    private final BatchLedger ledger;
    private final BlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final BlockingQueue<Segment> closed = new LinkedBlockingQueue<>();
    private final Deque<Segment> unreleased = new ConcurrentLinkedDeque<>();
    private final AtomicLong totalBytes = new AtomicLong();
    private final AtomicLong retained = new AtomicLong();
    private final SegmentWriter writer;
    private final Thread thread;
    private volatile boolean closing;
    private volatile Optional<String> trouble = Optional.empty();

    /// Opens the spool in a folder that is made if it is missing, with whatever an earlier run left in it.
    ///
    /// @throws IOException if the folder can't be read or written
    public Spool(Path path, SpoolLimits limits) throws IOException {
        this(SpoolFolder.open(path), limits);
    }

    Spool(SpoolFolder folder, SpoolLimits limits) throws IOException {
        this.limits = limits;
        this.folder = folder;
        this.ledger = folder.ledger();
        for (Segment segment : folder.recover(ledger)) {
            totalBytes.addAndGet(segment.bytes());
            unreleased.add(segment);
            closed.add(segment);
        }
        this.writer = new SegmentWriter(folder);
        this.thread = Thread.ofPlatform().name("spool").start(this::run);
    }

    /// Puts a request on disk; done when it is there, or when it can't be.
    CompletableFuture<Appended> append(SpoolEntry entry, Batch batch) {
        Pending pending = new Pending(entry, batch, new CompletableFuture<>());
        if (closing || !waiting.offer(pending)) {
            pending.answer.complete(new Full());
        }
        return pending.answer;
    }

    /// The oldest closed segment; waits for one.
    public Segment take() throws InterruptedException {
        return closed.take();
    }

    /// The oldest closed segment, if there is one in time.
    public Optional<Segment> poll(long timeout, TimeUnit unit) throws InterruptedException {
        return Optional.ofNullable(closed.poll(timeout, unit));
    }

    /// Forgets a segment whose content is stored.
    public void release(Segment segment) throws IOException {
        synchronized (ledger) {
            ledger.save();
        }
        Files.deleteIfExists(segment.file());
        totalBytes.addAndGet(-segment.bytes());
        retained.addAndGet(-segment.retainedBytes());
        unreleased.remove(segment);
    }

    /// Bytes of all segments.
    public long bytes() {
        return totalBytes.get();
    }

    /// Closed segments that aren't stored yet.
    public int backlog() {
        return unreleased.size();
    }

    /// Since when the oldest closed segment waits, milliseconds since the Unix epoch; empty if none does.
    public OptionalLong oldestMillis() {
        Segment oldest = unreleased.peek();
        return oldest == null ? OptionalLong.empty() : OptionalLong.of(oldest.createdMillis());
    }

    /// Why nothing can be written at the moment.
    public Optional<String> trouble() {
        return trouble;
    }

    /// Takes no more, writes what waits, and closes the open segment, so that it can still be taken.
    @Override
    public void close() {
        closing = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Pending> group = new ArrayList<>();
        while (!closing || !waiting.isEmpty()) {
            try {
                Pending first = waiting.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    collect(first, group);
                    write(group);
                    group.clear();
                }
                if (isDue()) {
                    closeSegment();
                }
            } catch (InterruptedException e) {
                LOG.warn("the spool's thread was interrupted; it goes on", e);
            }
        }
        closeSegment();
    }

    private void collect(Pending first, List<Pending> group) {
        long bytes = 0;
        for (Pending next = first; next != null; next = waiting.poll()) {
            group.add(next);
            bytes += next.entry.payload().length;
            if (group.size() >= MAX_GROUP || bytes >= MAX_GROUP_BYTES) {
                return;
            }
        }
    }

    private void write(List<Pending> group) {
        List<Pending> fresh = new ArrayList<>();
        List<Pending> repeated = new ArrayList<>();
        long room = limits.totalBytes() - totalBytes.get();
        Set<String> inGroup = new HashSet<>();
        for (Pending pending : group) {
            SpoolEntry entry = pending.entry;
            String name =
                    entry.signal() + " " + entry.batch().map(BatchId::toString).orElse("");
            if (entry.batch().isPresent() && (isStored(entry) || inGroup.contains(name))) {
                repeated.add(pending);
            } else if (entry.size() > room) {
                pending.answer.complete(new Full());
            } else {
                inGroup.add(name);
                fresh.add(pending);
                room -= entry.size();
            }
        }
        try {
            commit(fresh);
            trouble = Optional.empty();
            fresh.forEach(pending -> pending.answer.complete(new Stored()));
            repeated.forEach(pending -> pending.answer.complete(new Repeated()));
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            LOG.error("the spool can't be written: {}", reason);
            trouble = Optional.of(reason);
            group.forEach(pending -> pending.answer.complete(new Failed(reason)));
            closeSegment();
        }
    }

    private boolean isStored(SpoolEntry entry) {
        synchronized (ledger) {
            return ledger.isRepeat(entry.signal(), entry.batch().orElseThrow());
        }
    }

    private void commit(List<Pending> fresh) throws IOException {
        if (fresh.isEmpty()) {
            return;
        }
        List<SpoolEntry> entries = new ArrayList<>(fresh.size());
        fresh.forEach(pending -> entries.add(pending.entry));
        long[] offsets = writer.write(entries);
        Segment segment = writer.segment();
        for (int i = 0; i < offsets.length; i++) {
            Pending pending = fresh.get(i);
            boolean keep = retained.get() + pending.batch.bytes() <= limits.retainedBytes();
            long before = segment.isEmpty() ? 0 : segment.bytes();
            segment.add(offsets[i], pending.entry.size(), pending.batch.size(), keep ? pending.batch : null);
            totalBytes.addAndGet(segment.bytes() - before);
            retained.addAndGet(keep ? pending.batch.bytes() : 0);
        }
        synchronized (ledger) {
            for (SpoolEntry entry : entries) {
                entry.batch().ifPresent(batch -> ledger.stored(entry.signal(), batch, entry.receivedMillis()));
            }
        }
    }

    private boolean isDue() {
        if (!writer.isOpen()) {
            return false;
        }
        Segment segment = writer.segment();
        return segment.bytes() >= limits.segmentBytes()
                || segment.items() >= limits.segmentItems()
                || (unreleased.isEmpty() && writer.age().compareTo(limits.segmentAge()) >= 0);
    }

    private void closeSegment() {
        writer.close().ifPresent(segment -> {
            if (segment.isEmpty()) {
                folder.discard(segment);
            } else {
                unreleased.add(segment);
                closed.add(segment);
            }
        });
    }
}
