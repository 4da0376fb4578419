package dev.podflame.collector.ingest;

import dev.podflame.collector.ingest.Outcome.Accepted;
import dev.podflame.collector.ingest.Outcome.Malformed;
import dev.podflame.collector.ingest.Outcome.Overloaded;
import dev.podflame.collector.ingest.Outcome.Repeated;
import dev.podflame.collector.ingest.Outcome.TooLarge;
import dev.podflame.collector.ingest.Outcome.Unavailable;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Takes requests from whichever protocol brought them: checks, decodes, puts them on disk, and says what became of
/// each. Thread-safe; blocks the caller until the disk has it.
public final class Receiver {
    private static final int RETRY_SECONDS = 5;
    private static final int MEMORY_UNITS = 96;
    private static final int BYTES_PER_UNIT = 1 << 20;
    private static final long PATIENCE_SECONDS = 10;

    private final Spool spool;
    private final BatchDecoder decoder;
    private final Clock clock;
    private final IngestMetrics metrics;
    // Decoding takes memory in proportion to the body; requests beyond that wait here.
    private final Semaphore memory = new Semaphore(MEMORY_UNITS, true);

    public Receiver(Spool spool, BatchDecoder decoder, Clock clock, PrometheusRegistry registry) {
        this.spool = spool;
        this.decoder = decoder;
        this.clock = clock;
        this.metrics = new IngestMetrics(registry, spool);
    }

    /// Takes a request.
    ///
    /// @param signal what the body is
    /// @param batchHeader value of `Podflame-Batch`, if there was one
    /// @param gzip whether the body is compressed
    /// @param body the body as it came; given away
    public Outcome receive(Signal signal, @Nullable String batchHeader, boolean gzip, byte[] body) {
        Outcome outcome;
        // Compressed bodies grow; how much isn't known yet.
        int units = Math.clamp((gzip ? 8L : 2L) * body.length / BYTES_PER_UNIT, 1, MEMORY_UNITS);
        if (!reserve(units)) {
            outcome = new Overloaded("more requests than memory for them", RETRY_SECONDS);
        } else {
            try {
                outcome = take(signal, batchHeader, gzip, body);
            } finally {
                memory.release(units);
            }
        }
        metrics.request(signal, outcome, body.length);
        return outcome;
    }

    private boolean reserve(int units) {
        try {
            return memory.tryAcquire(units, PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Outcome take(Signal signal, @Nullable String batchHeader, boolean gzip, byte[] body) {
        try {
            Optional<BatchId> batch = Optional.ofNullable(batchHeader).map(BatchId::parse);
            SpoolEntry entry = new SpoolEntry(signal, batch, clock.millis(), gzip, body);
            BatchDecoder.Decoded decoded = decoder.decode(entry);
            return switch (spool.append(entry, decoded.batch()).join()) {
                case Appended.Stored stored -> {
                    metrics.accepted(decoded);
                    yield new Accepted(
                            decoded.rejected().total(), decoded.rejected().message());
                }
                case Appended.Repeated repeated -> new Repeated();
                case Appended.Full full -> new Overloaded("the spool is full; ClickHouse is behind", RETRY_SECONDS);
                case Appended.Failed failed ->
                    new Unavailable("the collector can't write its spool: " + failed.reason(), RETRY_SECONDS);
            };
        } catch (BodyTooLargeException e) {
            return new TooLarge(String.valueOf(e.getMessage()));
        } catch (MalformedBatchException | IllegalArgumentException e) {
            return new Malformed(String.valueOf(e.getMessage()));
        }
    }
}
