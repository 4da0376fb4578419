package dev.podflame.agent;

import dev.podflame.agent.batch.OtlpEncoding;
import dev.podflame.agent.send.Spool;
import dev.podflame.agent.usage.UsageSink;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts usage on disk, as batches of their own kind. Called on the usage thread.
final class SpooledUsage implements UsageSink {
    private static final Logger log = LoggerFactory.getLogger(SpooledUsage.class);

    private final Spool spool;
    private final AtomicLong lost = new AtomicLong();
    private volatile Optional<String> trouble = Optional.empty();

    SpooledUsage(Spool spool) {
        this.spool = spool;
    }

    @Override
    public void send(byte[] exportMetricsServiceRequest) {
        try {
            spool.append(OtlpEncoding.metrics(exportMetricsServiceRequest));
            trouble = Optional.empty();
        } catch (IOException e) {
            lost.incrementAndGet();
            if (trouble.isEmpty()) {
                log.error("Usage is lost until the data folder can be written again: {}", e.toString());
            }
            trouble = Optional.of("the data folder can't be written: " + e);
        }
    }

    /// Readings that couldn't be written to disk.
    long lost() {
        return lost.get();
    }

    /// Why readings are lost; empty if they aren't.
    Optional<String> trouble() {
        return trouble;
    }
}
