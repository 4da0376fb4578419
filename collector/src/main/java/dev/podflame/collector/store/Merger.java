package dev.podflame.collector.store;

import dev.podflame.collector.ingest.BatchDecoder;
import dev.podflame.collector.ingest.Segment;
import dev.podflame.collector.ingest.Spool;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Stores segments one after the other, on a thread of its own: reads a segment, sums its samples, inserts the blocks,
/// and only then lets the spool delete it.
///
/// What fails is tried again with the same tokens for as long as it takes. A segment that was inserted in part before a
/// crash is inserted anew after it, and ClickHouse leaves out the blocks it has.
public final class Merger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Merger.class);
    private static final Duration DRAIN_TIME = Duration.ofSeconds(20);
    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LONGEST_PAUSE_MILLIS = 5_000;
    private static final long POLL_MILLIS = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Spool spool;
    private final BatchDecoder decoder;
    private final ClickHouse clickHouse;
    private final Schema schema;
    private final Clock clock;
    private final Dictionaries dictionaries;
    private final StoreMetrics metrics;
    private final String run = UUID.randomUUID().toString();
    private final AtomicBoolean storeChanged = new AtomicBoolean(true);
    private final Thread thread;
    private volatile boolean closing;
    private volatile boolean giveUp;
    private volatile Optional<String> trouble = Optional.of("ClickHouse's tables are not checked yet");

    public Merger(
            Spool spool,
            BatchDecoder decoder,
            ClickHouse clickHouse,
            Schema schema,
            Clock clock,
            PrometheusRegistry registry) {
        this.spool = spool;
        this.decoder = decoder;
        this.clickHouse = clickHouse;
        this.schema = schema;
        this.clock = clock;
        this.dictionaries = new Dictionaries(clock, Dictionaries.NEW_STACKS_PER_HOUR);
        this.metrics = new StoreMetrics(registry, clock);
        this.thread = Thread.ofPlatform().name("merger").start(this::run);
    }

    /// To be called when the ClickHouse behind the client is another one, or was started anew.
    public void storeChanged() {
        storeChanged.set(true);
    }

    /// Why nothing is stored at the moment.
    public Optional<String> trouble() {
        return trouble;
    }

    /// Stores what the closed spool still holds, for a while; what is left then stays on disk for the next start.
    @Override
    public void close() {
        closing = true;
        try {
            if (!thread.join(DRAIN_TIME)) {
                giveUp = true;
                thread.join();
            }
        } catch (InterruptedException e) {
            giveUp = true;
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!giveUp) {
                if (storeChanged.get()) {
                    retrying("preparing the tables", this::prepare);
                }
                Optional<Segment> segment = spool.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (segment.isPresent()) {
                    store(segment.get());
                } else if (closing) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            LOG.info("stopped before the spool was empty; the rest is stored after the next start");
        } catch (RuntimeException | Error e) {
            trouble = Optional.of("storing stopped by a fault of the program: " + e);
            LOG.error("storing stopped; what comes stays in the spool until the collector is started again", e);
            throw e;
        }
    }

    private void prepare() throws IOException {
        storeChanged.set(false);
        try {
            schema.migrate();
        } catch (IOException e) {
            storeChanged.set(true);
            throw e;
        }
        dictionaries.clear();
    }

    private void store(Segment segment) throws InterruptedException {
        SegmentRows[] rows = new SegmentRows[1];
        retrying("reading " + segment, () -> {
            SegmentRows fresh = new SegmentRows(dictionaries);
            segment.forEach(decoder, fresh::add);
            rows[0] = fresh;
        });
        SegmentInserts inserts = new SegmentInserts(segment.id(), run, rows[0], dictionaries);
        for (Insert insert : inserts.inserts()) {
            retrying("inserting into " + insert.table(), () -> {
                long start = System.nanoTime();
                clickHouse.insert(insert);
                metrics.inserted(insert, (System.nanoTime() - start) / NANOS_PER_SECOND);
            });
        }
        inserts.done();
        retrying("releasing " + segment, () -> spool.release(segment));
        metrics.stored(clock.millis());
    }

    private interface Step {
        void run() throws IOException;
    }

    /// Does a step until it succeeds.
    ///
    /// @throws InterruptedException when the collector stops first
    private void retrying(String what, Step step) throws InterruptedException {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            try {
                step.run();
                if (trouble.isPresent()) {
                    LOG.info("{} succeeded", what);
                    trouble = Optional.empty();
                }
                return;
            } catch (IOException e) {
                String reason = what + ": " + e.getMessage();
                if (!trouble.equals(Optional.of(reason))) {
                    LOG.warn("{}; trying again until it succeeds", reason);
                }
                trouble = Optional.of(reason);
                metrics.retried();
                if (giveUp || (closing && isUnreachable(e))) {
                    throw new InterruptedException(what);
                }
            }
            Thread.sleep(pause);
            pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
        }
    }

    private static boolean isUnreachable(IOException e) {
        return e instanceof StoreException failure && failure.code() == StoreException.UNREACHABLE;
    }
}
