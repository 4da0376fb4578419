package dev.podflame.agent.session;

import dev.podflame.agent.process.ProcessKey;
import dev.podflame.agent.process.SelectedProcess;
import dev.podflame.agent.sample.SelectedSamples;
import dev.podflame.agent.sample.jfr.Rates;
import dev.podflame.agent.sample.jfr.Window;
import dev.podflame.profile.ProfileType;
import dev.podflame.profile.Samples;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hands a session's windows on, and says of every stretch of time whether it was counted. Belongs to one session.
final class WindowDelivery {

    private static final Logger log = LoggerFactory.getLogger(WindowDelivery.class);

    /// async-profiler follows no more objects at a time, garbage included (`LiveRefs::MAX_REFS`).
    private static final int MOST_LIVE = 1024;

    private static final Samples NOTHING = new Samples.Builder().build();

    private final SessionEnvironment environment;
    private final ProcessKey jvm;
    private String problem = "";

    WindowDelivery(SessionEnvironment environment, ProcessKey jvm) {
        this.environment = environment;
        this.jvm = jvm;
    }

    /// Whether frames keep their lines.
    boolean lines() {
        return environment.lines();
    }

    /// A recording at these rates begins.
    void begin(Rates rates) {
        if (rates.measures(ProfileType.CPU)) {
            environment.handOver().begin(jvm, nowNanos());
        } else {
            environment.handOver().end(jvm, nowNanos());
        }
    }

    /// Hands readings on.
    ///
    /// @param withLive whether a snapshot among them is wanted
    /// @return whether more can be read from this recording
    boolean deliver(List<Reading> readings, SelectedProcess process, boolean withLive) throws InterruptedException {
        boolean readable = !readings.isEmpty();
        if (readings.isEmpty()) {
            lost(nowNanos(), "async-profiler wrote no window");
        }
        for (Reading reading : readings) {
            switch (reading) {
                case Reading.Read(Window window) -> deliver(window, process, withLive);
                case Reading.Lost(long untilNanos, String why) -> lost(untilNanos, why);
                case Reading.Broken(String why) -> {
                    lost(nowNanos(), why);
                    readable = false;
                }
            }
        }
        return readable;
    }

    private void deliver(Window window, SelectedProcess process, boolean withLive) throws InterruptedException {
        if (withLive && window.samples().getOrDefault(ProfileType.LIVE, NOTHING).size() >= MOST_LIVE) {
            log.warn(
                    "The live heap of JVM {} is incomplete: async-profiler follows {} objects at most; raise"
                            + " everyBytes",
                    jvm.pid(),
                    MOST_LIVE);
        }
        SelectedSamples samples = (withLive ? window : window.withoutLevels()).of(process);
        if (!environment.sink().accept(samples)) {
            lost(window.endNanos(), "the agent has no time for more samples");
            return;
        }
        // An idle window is counted, too: it has no samples because nothing ran.
        environment.handOver().read(jvm, window.startNanos(), window.endNanos());
        environment.counts().read(samples.size());
        String container = process.attributes().getOrDefault("container.id", "");
        if (!container.isEmpty() && samples.size() > 0) {
            environment.containers().add(container, samples.size(), window.endNanos());
        }
        problem = "";
    }

    /// The time up to a moment that wasn't read is left to the other engine.
    void lost(long untilNanos, String why) {
        environment.handOver().lost(jvm, untilNanos);
        environment.counts().lost();
        if (!why.equals(problem)) {
            log.warn("Samples of JVM {} are lost: {}", jvm.pid(), why);
            problem = why;
        }
    }

    /// No more windows come.
    void end() {
        environment.handOver().end(jvm, nowNanos());
    }

    private static long nowNanos() {
        return System.currentTimeMillis() * 1_000_000L;
    }
}
