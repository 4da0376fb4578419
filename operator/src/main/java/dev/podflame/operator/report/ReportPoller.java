package dev.podflame.operator.report;

import dev.podflame.operator.loop.Loop;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the collector for the agents' reports in a steady rhythm. One thread of its own; the reading is for all.
public final class ReportPoller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReportPoller.class);

    /// How many polls may fail before what is known counts as old.
    private static final int MISSED_POLLS = 2;

    private final URI collector;
    private final CollectorConnection connection;
    private final Duration every;
    private final Clock clock;
    private final Runnable onNews;
    private final LongAdder failures = new LongAdder();
    private final Loop loop = new Loop("reports", this::pollAndWait);
    private volatile AgentReading.@Nullable Fresh last;
    private volatile String problem = "it hasn't been asked yet";

    /// @param authority certificates to trust, as PEM; empty for those that Java trusts
    /// @param onNews called after each answer, on the poller's thread
    public ReportPoller(
            URI collector,
            Supplier<Optional<String>> authority,
            Optional<Path> tokenFile,
            Duration every,
            Clock clock,
            Runnable onNews) {
        this.collector = collector;
        this.connection = new CollectorConnection(collector, authority, tokenFile);
        this.every = every;
        this.clock = clock;
        this.onNews = onNews;
    }

    public void start() {
        loop.start();
    }

    private Duration pollAndWait() throws InterruptedException {
        poll();
        return every;
    }

    /// Asks once.
    void poll() throws InterruptedException {
        Instant asked = clock.instant();
        try {
            last = new AgentReading.Fresh(asked, connection.agents());
            if (!problem.isEmpty()) {
                LOG.info("The collector {} answers", collector);
            }
            problem = "";
            onNews.run();
        } catch (IOException e) {
            String reason = String.valueOf(e.getMessage());
            if (!reason.equals(problem)) {
                LOG.warn("The collector {} can't be asked for agent reports: {}", collector, reason);
            }
            problem = reason;
            failures.increment();
        }
    }

    /// What is known now. An answer counts as fresh for two polls more.
    public AgentReading reading() {
        AgentReading.Fresh known = last;
        if (known != null && clock.instant().isBefore(known.at().plus(every.multipliedBy(MISSED_POLLS + 1)))) {
            return known;
        }
        return new AgentReading.Unreachable("the collector " + collector + " can't be reached: " + problem);
    }

    public long failures() {
        return failures.sum();
    }

    @Override
    public void close() {
        loop.close();
        connection.close();
    }
}
