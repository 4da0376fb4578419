package dev.podflame.agent.session;

import dev.podflame.agent.attach.hotspot.AttachException;
import dev.podflame.agent.attach.hotspot.AttachResult;
import dev.podflame.agent.attach.hotspot.AttachedJvm;
import dev.podflame.agent.attach.hotspot.JvmProcess;
import dev.podflame.agent.attach.hotspot.Refusal;
import dev.podflame.agent.process.SelectedProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One JVM that async-profiler is wanted in, on a platform thread of its own: attaches, records, and tries
/// again later if it can't. Until then eBPF has the JVM.
final class JvmSession {

    private static final Logger log = LoggerFactory.getLogger(JvmSession.class);
    private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);
    /// If it seemed so only: who has ended is soon not selected any more.
    private static final Duration AFTER_END = Duration.ofMinutes(1);

    private static final Duration AFTER_OVER_BUDGET = Duration.ofMinutes(30);

    private final SessionEnvironment environment;
    private final WakeUp wake = new WakeUp();
    private final Thread thread;
    private volatile SelectedProcess process;
    /// What the JVM was last attached or recorded for. Of the session's thread only.
    private SelectedProcess tried;
    private volatile JvmState state = new JvmState.Attaching();
    private volatile boolean closing;

    private JvmSession(SelectedProcess process, SessionEnvironment environment) {
        this.process = process;
        this.tried = process;
        this.environment = environment;
        this.thread =
                Thread.ofPlatform().name("jvm-" + process.key().pid()).daemon().unstarted(this::run);
    }

    static JvmSession start(SelectedProcess process, SessionEnvironment environment) {
        JvmSession session = new JvmSession(process, environment);
        session.thread.start();
        return session;
    }

    SelectedProcess process() {
        return process;
    }

    JvmState state() {
        return state;
    }

    /// What the target says of the JVM has changed.
    void update(SelectedProcess changed) {
        process = changed;
        wake.now();
    }

    /// Lets it end: the last window is read, and async-profiler is stopped.
    void beginToClose() {
        closing = true;
        wake.now();
    }

    /// Whether it has ended within a time.
    boolean awaitEnd(Duration within) throws InterruptedException {
        return thread.join(within);
    }

    private void run() {
        try {
            while (!closing) {
                tried = process;
                Instant retryAt = attachOrLog(tried);
                waitForRetry(retryAt);
            }
        } catch (InterruptedException e) {
            log.debug("stopped");
        }
    }

    private Instant attachOrLog(SelectedProcess of) throws InterruptedException {
        try {
            return attachAndProfile(of);
        } catch (RuntimeException | OutOfMemoryError e) {
            // One odd JVM must not end the others' profiling, nor stay without a word.
            log.error("The session of JVM {} has failed", of.key().pid(), e);
            return refuse(
                    "SessionFailed",
                    "the agent has a bug, or too little memory: " + e + "; it tries again, please report it",
                    Instant.now().plus(AFTER_FAILURE));
        }
    }

    /// A target that asks for something else than what was tried last is a reason to try at once.
    private void waitForRetry(Instant retryAt) throws InterruptedException {
        while (!closing
                && Instant.now().isBefore(retryAt)
                && process.profiling().equals(tried.profiling())) {
            wake.waitUntil(retryAt);
        }
    }

    /// Runs until the JVM isn't profiled any more; when to try again.
    private Instant attachAndProfile(SelectedProcess of) throws InterruptedException {
        String container = of.attributes().getOrDefault("container.id", "");
        return switch (environment.attacher().attach(new JvmProcess(of.key(), container, image(of)))) {
            case AttachResult.Attached(AttachedJvm jvm) -> profile(jvm);
            case AttachResult.Refused(Refusal reason, String message, Instant notBefore) -> {
                if (!(state instanceof JvmState.Refused before
                        && before.message().equals(message))) {
                    log.info("JVM {} stays with eBPF: {}: {}", of.key().pid(), reason.word(), message);
                }
                yield refuse(reason.word(), message, notBefore);
            }
        };
    }

    /// What the breaker knows it by: another version of an image is another one.
    private static String image(SelectedProcess of) {
        Map<String, String> attributes = of.attributes();
        String name =
                attributes.getOrDefault("container.image.name", attributes.getOrDefault("process.executable.path", ""));
        String tags = attributes.getOrDefault("container.image.tags", "");
        return tags.isEmpty() ? name : name + ":" + tags;
    }

    private Instant profile(AttachedJvm jvm) throws InterruptedException {
        WindowDelivery delivery = new WindowDelivery(environment, process.key());
        // Nothing can be asked of the JVM after it was let go of, so all is decided before.
        try (jvm) {
            return record(jvm, delivery);
        }
    }

    private Instant record(AttachedJvm jvm, WindowDelivery delivery) throws InterruptedException {
        try {
            WindowLoop.End end = WindowLoop.run(jvm, this::order, delivery, wake, now -> state = now);
            return switch (end) {
                case WindowLoop.End.Stopped() -> Instant.MAX;
                case WindowLoop.End.JvmEnded() -> ended(jvm);
                case WindowLoop.End.OverBudget(String message) -> overBudget(message);
            };
        } catch (AttachException e) {
            return failed(jvm, e.refusal(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return failed(jvm, Refusal.ATTACH_FAILED, "the recording can't be read: " + e.getMessage());
        } finally {
            delivery.end();
        }
    }

    private Instant overBudget(String message) {
        log.warn("JVM {} goes back to eBPF: OverBudget: {}", process.key().pid(), message);
        return refuse("OverBudget", message, Instant.now().plus(AFTER_OVER_BUDGET));
    }

    private WindowLoop.Order order() {
        tried = process;
        return new WindowLoop.Order(tried, closing);
    }

    private Instant failed(AttachedJvm jvm, Refusal reason, String message) {
        if (!jvm.isAlive()) {
            return ended(jvm);
        }
        log.warn("JVM {} goes back to eBPF: {}: {}", process.key().pid(), reason.word(), message);
        return refuse(reason.word(), message, Instant.now().plus(AFTER_FAILURE));
    }

    /// Whether it was async-profiler's fault is judged when the JVM is let go of.
    private Instant ended(AttachedJvm jvm) {
        environment.counts().jvmEnded();
        log.info(
                "JVM {} {} while it was profiled",
                process.key().pid(),
                jvm.death().words());
        return refuse(
                Refusal.PROCESS_ENDED.word(), "the JVM has ended", Instant.now().plus(AFTER_END));
    }

    private Instant refuse(String reason, String message, Instant until) {
        state = new JvmState.Refused(reason, message, until);
        return until;
    }
}
