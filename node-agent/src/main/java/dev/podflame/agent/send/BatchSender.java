package dev.podflame.agent.send;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends the batches of one spool, oldest first, one at a time, on a virtual thread of its own. The next one
/// waits until the collector has taken or refused this one, so batches of one start arrive in order.
public final class BatchSender implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BatchSender.class);
    private static final Duration RETRY_AT_END = Duration.ofMillis(500);

    /// Waits between tries, and how long to go on at the end; a record so that tests need no minutes.
    ///
    /// @param atEnd how long [#close] sends what is left
    /// @param insist whether it also does so while the collector doesn't take anything
    public record Waits(Duration first, Duration longest, Duration atEnd, boolean insist) {
        /// What isn't sent at the end stays on disk for the next start.
        public static final Waits DEFAULT =
                new Waits(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(3), false);

        /// The disk may go with the agent: a pod's empty folder does. Profiles and usage have half of the time each.
        public static final Waits LAST_CHANCE =
                new Waits(Duration.ofSeconds(1), Duration.ofMinutes(1), Duration.ofSeconds(10), true);
    }

    private final Spool spool;
    private final CollectorClient client;
    private final Waits waits;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Backoff backoff;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong sentBytes = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();
    private volatile Optional<String> trouble = Optional.empty();
    private final Thread thread;

    private BatchSender(String name, Spool spool, CollectorClient client, Waits waits) {
        this.spool = spool;
        this.client = client;
        this.waits = waits;
        this.backoff = new Backoff(waits.first(), waits.longest());
        this.thread = Thread.ofVirtual().name("send-" + name).unstarted(this::run);
    }

    public static BatchSender start(String name, Spool spool, CollectorClient client, Waits waits) {
        BatchSender sender = new BatchSender(name, spool, client, waits);
        sender.thread.start();
        return sender;
    }

    private void run() {
        try {
            while (true) {
                sendOldestOrLog();
            }
        } catch (InterruptedException e) {
            log.debug("stopped");
        }
    }

    private void sendOldestOrLog() throws InterruptedException {
        try {
            sendOldest();
        } catch (RuntimeException | OutOfMemoryError e) {
            // What waits is safe on disk; it must not stay there because of one odd answer.
            log.error("sending failed; trying again", e);
            failed("the agent can't send: " + e);
            pause(backoff.afterFailure());
        }
    }

    private void sendOldest() throws InterruptedException {
        SpooledBatch batch = spool.awaitOldest();
        byte[] bytes;
        try {
            bytes = batch.read();
        } catch (IOException e) {
            log.error("Batch {} can't be read from the spool any more and is dropped: {}", batch.name(), e.toString());
            refused.incrementAndGet();
            remove(batch);
            return;
        }
        switch (client.send(batch, bytes)) {
            case Answer.Accepted() -> {
                sent.incrementAndGet();
                sentBytes.addAndGet(bytes.length);
                recovered();
                remove(batch);
            }
            case Answer.Refused(int status, String reason) -> {
                log.error("Batch {} is dropped, {}", batch.name(), reason);
                trouble = Optional.of(reason);
                refused.incrementAndGet();
                remove(batch);
                backoff.reset();
            }
            case Answer.Later(String reason, Optional<Duration> after) -> {
                failed(reason);
                pause(after.orElseGet(backoff::afterFailure));
            }
        }
    }

    private void pause(Duration wait) throws InterruptedException {
        boolean isEnd = closing.await(wait.toMillis(), TimeUnit.MILLISECONDS);
        if (isEnd) {
            Thread.sleep(RETRY_AT_END);
        }
    }

    private void failed(String reason) {
        failures.incrementAndGet();
        // Said when it begins or changes, not with every try.
        boolean known = trouble.equals(Optional.of(reason));
        trouble = Optional.of(reason);
        if (!known) {
            log.warn("Batches wait on disk ({} kB), {}", spool.bytes() / 1024, reason);
        }
    }

    private void recovered() {
        backoff.reset();
        boolean wasTrouble = trouble.isPresent();
        trouble = Optional.empty();
        if (wasTrouble) {
            log.info("The collector at {} takes batches again, {} wait", client.collector(), spool.size());
        }
    }

    private void remove(SpooledBatch batch) {
        try {
            spool.remove(batch);
        } catch (IOException e) {
            // It stays on disk and is sent again after a restart, under the same name: the collector won't count it
            // twice.
            log.warn("Batch {} can't be deleted from the spool: {}", batch.name(), e.toString());
        }
    }

    /// Why the last try failed; empty if it didn't.
    public Optional<String> trouble() {
        return trouble;
    }

    /// What became of batches since the start.
    ///
    /// @param refused batches the collector will never take
    /// @param failures tries that will be repeated
    public record Counts(long sent, long sentBytes, long refused, long failures) {}

    public Counts counts() {
        return new Counts(sent.get(), sentBytes.get(), refused.get(), failures.get());
    }

    /// Sends what waits for a while; what isn't sent then stays on disk.
    @Override
    public void close() {
        try {
            closing.countDown();
            long end = System.nanoTime() + waits.atEnd().toNanos();
            while (spool.size() > 0 && (waits.insist() || trouble.isEmpty()) && System.nanoTime() < end) {
                thread.join(Duration.ofMillis(20));
            }
            thread.interrupt();
            thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            thread.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
