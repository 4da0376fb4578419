package dev.podflame.agent.report;

import dev.podflame.agent.send.CollectorClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/// Sends reports on a virtual thread of its own: every ten seconds, and within a second of a change. Only the newest
/// matters, so nothing is kept for later.
public final class ReportSender implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReportSender.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final long SEND_EVERY_NANOS = Duration.ofSeconds(10).toNanos();

    private final ReportBuilder builder;
    private final CollectorClient client;
    private final JsonMapper json = JsonMapper.builder().build();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("reports").unstarted(this::run);
    private volatile Optional<String> trouble = Optional.empty();
    private Object lookedAt = "";
    private Object told = "";
    private long toldNanos = System.nanoTime() - SEND_EVERY_NANOS;

    private ReportSender(ReportBuilder builder, CollectorClient client) {
        this.builder = builder;
        this.client = client;
    }

    public static ReportSender start(ReportBuilder builder, CollectorClient client) {
        ReportSender sender = new ReportSender(builder, client);
        sender.thread.start();
        return sender;
    }

    private void run() {
        try {
            boolean isEnd = false;
            while (!isEnd) {
                tellOrLog();
                isEnd = closing.await(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            log.debug("stopped");
        }
    }

    private void tellOrLog() throws InterruptedException {
        try {
            tell();
        } catch (RuntimeException | OutOfMemoryError e) {
            // A report that can't be made must not end the next ones.
            log.error("the report couldn't be made; trying again", e);
        }
    }

    private void tell() throws InterruptedException {
        Object basis = builder.basis();
        boolean isDue = System.nanoTime() - toldNanos >= SEND_EVERY_NANOS;
        if (!isDue && (basis.equals(lookedAt) || trouble.isPresent())) {
            return;
        }
        AgentReport report = builder.build(Instant.now());
        lookedAt = basis;
        Object news = report.news();
        if (!isDue && news.equals(told)) {
            return;
        }
        Optional<String> failed = client.post(AgentReport.PATH, json.writeValueAsBytes(report));
        if (failed.isPresent() && !failed.equals(trouble)) {
            log.warn("The collector doesn't know how this agent is doing: {}", failed.get());
        }
        trouble = failed;
        told = news;
        toldNanos = System.nanoTime();
    }

    /// Why the collector has no news; empty if it has.
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
