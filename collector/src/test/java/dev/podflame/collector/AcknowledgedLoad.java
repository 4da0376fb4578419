package dev.podflame.collector;

import dev.podflame.collector.load.ProfileLoad;
import dev.podflame.collector.load.StackPool;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Sends batches one after the other, as an agent does: each until it is acknowledged, then the next.
final class AcknowledgedLoad implements AutoCloseable {
    private final Supplier<CollectorProcess> collector;
    private final String service;
    private final ProfileLoad load;
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger batches = new AtomicInteger();
    private final Thread thread;
    private volatile boolean stopping;

    /// Begins. The collector may become another one while this runs.
    AcknowledgedLoad(Supplier<CollectorProcess> collector, String service) {
        this.collector = collector;
        this.service = service;
        this.load = new ProfileLoad(new StackPool(500, new SplittableRandom(5)), service, 3, 6);
        this.thread = Thread.ofVirtual().start(this::run);
    }

    /// Sum of all values in acknowledged batches.
    long nanos() {
        return nanos.get();
    }

    int batches() {
        return batches.get();
    }

    private void run() {
        for (int sequence = 1; !stopping; sequence++) {
            ProfileLoad.Request request = load.request(StoringIT.bucket(-10L * (sequence % 300)), 50);
            byte[] body = request.gzip();
            boolean taken = false;
            while (!taken) {
                taken = send(body, sequence);
            }
            nanos.addAndGet(request.nanos());
            batches.incrementAndGet();
        }
    }

    private boolean send(byte[] body, int sequence) {
        try {
            int status = collector
                    .get()
                    .sendProfiles(
                            body, "Podflame-Batch", "node/" + service + "/" + sequence, "Content-Encoding", "gzip");
            if (status != 200 && status != 429 && status != 503) {
                throw new AssertionError("the collector answered " + status);
            }
            return status == 200;
        } catch (IOException e) {
            return false;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /// Ends when the batch under way is acknowledged.
    @Override
    public void close() {
        stopping = true;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
