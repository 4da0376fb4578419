package dev.podflame.agent;

import dev.podflame.agent.batch.BatchBuilder;
import dev.podflame.agent.batch.BatchEncoding;
import dev.podflame.agent.sample.SampleCounts;
import dev.podflame.agent.sample.SampleCounts.Fate;
import dev.podflame.agent.sample.SampleFilter;
import dev.podflame.agent.sample.SelectedSamples;
import dev.podflame.agent.send.Spool;
import dev.podflame.agent.symbol.Symbolizer;
import dev.podflame.profile.Profiles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes the eBPF engine's messages and the windows of JVMs through the stages sample → symbol → batch → spool, on one
/// platform thread that owns them. Messages wait in a short queue; those that find it full are dropped and counted.
/// Windows have places of their own in it, for which sessions wait.
final class SamplePipeline implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SamplePipeline.class);
    /// The engine sends one message in five seconds; more than a few waiting means that the machine has no CPU left.
    private static final int MAX_WAITING = 8;
    /// Windows come one by one: reading them is what takes time.
    private static final int MAX_WINDOWS = 4;

    private static final Duration ROOM_WITHIN = Duration.ofSeconds(5);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final SampleFilter filter;
    private final Symbolizer symbolizer;
    private final BatchBuilder batches;
    private final BatchEncoding encoding;
    private final Spool spool;
    private final SampleCounts counts;
    private final BlockingQueue<Work> waiting = new ArrayBlockingQueue<>(MAX_WAITING + MAX_WINDOWS + 1);
    private final Semaphore messageRoom = new Semaphore(MAX_WAITING);
    private final Semaphore windowRoom = new Semaphore(MAX_WINDOWS);
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong lostBatches = new AtomicLong();
    private final Thread thread = Thread.ofPlatform().name("samples").unstarted(this::run);
    private volatile @Nullable Instant lastMessage;
    private volatile Optional<String> trouble = Optional.empty();
    private volatile boolean closed;

    private sealed interface Work {
        /// A message of the engine, unread.
        @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
        record Message(byte[] bytes) implements Work {}

        /// The samples of a JVM's window.
        record Window(SelectedSamples samples) implements Work {}

        /// Nothing more comes.
        record Stop() implements Work {}
    }

    SamplePipeline(
            SampleFilter filter,
            Symbolizer symbolizer,
            BatchBuilder batches,
            BatchEncoding encoding,
            Spool spool,
            SampleCounts counts) {
        this.filter = filter;
        this.symbolizer = symbolizer;
        this.batches = batches;
        this.encoding = encoding;
        this.spool = spool;
        this.counts = counts;
    }

    void start() {
        thread.start();
    }

    /// Takes a message of the engine. Called on the receiver's threads.
    void accept(byte[] message) {
        received.incrementAndGet();
        lastMessage = Instant.now();
        if (!messageRoom.tryAcquire()) {
            counts.add(Fate.QUEUE_FULL, 1);
        } else {
            waiting.add(new Work.Message(message));
        }
    }

    /// Takes the samples of a JVM's window. Called on sessions' threads, which wait for room.
    ///
    /// @return false if there was none for a while
    boolean acceptWindow(SelectedSamples samples) throws InterruptedException {
        if (closed || !windowRoom.tryAcquire(ROOM_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        waiting.add(new Work.Window(samples));
        return true;
    }

    private void run() {
        while (!closed) {
            try {
                @Nullable Work next = waiting.poll(untilNextBatch().toMillis(), TimeUnit.MILLISECONDS);
                if (next != null) {
                    work(next);
                }
                filter.release().forEach(this::add);
                spool(batches.takeComplete(nowNanos()));
            } catch (InterruptedException e) {
                log.debug("stopping");
            } catch (RuntimeException | OutOfMemoryError e) {
                // One odd message must not end profiling; the next one is worked on.
                counts.add(Fate.MALFORMED, 1);
                log.error("A message of the engine could not be worked on", e);
            }
        }
        for (@Nullable Work next = waiting.poll(); next != null; next = waiting.poll()) {
            work(next);
        }
        filter.release().forEach(this::add);
        spool(batches.takeAll());
        symbolizer.close();
    }

    private void work(Work next) {
        switch (next) {
            case Work.Message(byte[] bytes) -> {
                messageRoom.release();
                add(filter.select(bytes));
            }
            case Work.Window(SelectedSamples samples) -> {
                windowRoom.release();
                add(samples);
            }
            case Work.Stop() -> log.debug("stopping");
        }
    }

    private void add(SelectedSamples selected) {
        if (selected.size() > 0) {
            batches.add(symbolizer.name(selected), nowNanos());
        }
    }

    private void spool(List<Profiles> complete) {
        for (Profiles profiles : complete) {
            try {
                spool.append(encoding.encode(profiles));
                trouble = Optional.empty();
            } catch (IOException e) {
                lostBatches.incrementAndGet();
                if (trouble.isEmpty()) {
                    log.error("Batches are lost until the data folder can be written again: {}", e.toString());
                }
                trouble = Optional.of("the data folder can't be written: " + e);
            }
        }
    }

    /// A period is complete [BatchBuilder#GRACE] after it ends, at a multiple of its length.
    private static Duration untilNextBatch() {
        long period = BatchBuilder.PERIOD.toMillis();
        long sinceComplete = Math.floorMod(System.currentTimeMillis() - BatchBuilder.GRACE.toMillis(), period);
        return Duration.ofMillis(period - sinceComplete + 1);
    }

    private static long nowNanos() {
        return System.currentTimeMillis() * 1_000_000L;
    }

    /// When the engine last sent something; empty before that.
    Optional<Instant> lastMessage() {
        return Optional.ofNullable(lastMessage);
    }

    /// Why batches are lost; empty if they aren't.
    Optional<String> trouble() {
        return trouble;
    }

    long received() {
        return received.get();
    }

    /// Batches that couldn't be written to disk.
    long lostBatches() {
        return lostBatches.get();
    }

    /// Works on what waits and puts everything on disk.
    @Override
    public void close() {
        closed = true;
        // An interrupt would close the file that a batch is being written to, and lose the batch.
        if (!waiting.offer(new Work.Stop())) {
            log.debug("was closed before");
        }
        try {
            thread.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
