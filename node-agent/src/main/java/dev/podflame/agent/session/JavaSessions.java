package dev.podflame.agent.session;

import dev.podflame.agent.process.ProcessKey;
import dev.podflame.agent.process.ProcessTable;
import dev.podflame.agent.process.SelectedProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a session for every selected JVM whose target wants async-profiler, and none for others; looks twice a second
/// on a thread of its own. Sessions have platform threads, since they wait for JVMs in native calls.
public final class JavaSessions implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JavaSessions.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    /// Stopping and reading the last window takes milliseconds; a JVM that doesn't answer takes its attach's patience.
    private static final Duration STOP_WITHIN = Duration.ofSeconds(12);

    private final ProcessTable processes;
    private final SessionEnvironment environment;
    private final WakeUp wake = new WakeUp();
    private final Map<ProcessKey, JvmSession> sessions = new ConcurrentHashMap<>();
    /// Sessions of JVMs that aren't wanted any more, until they have ended.
    private final List<JvmSession> leaving = new ArrayList<>();
    private final Thread thread =
            Thread.ofPlatform().name("java-sessions").daemon().unstarted(this::run);
    private volatile boolean closing;

    private JavaSessions(ProcessTable processes, SessionEnvironment environment) {
        this.processes = processes;
        this.environment = environment;
    }

    public static JavaSessions start(ProcessTable processes, SessionEnvironment environment) {
        JavaSessions sessions = new JavaSessions(processes, environment);
        sessions.thread.start();
        return sessions;
    }

    private void run() {
        try {
            while (!closing) {
                lookOrLog();
                wake.waitUntil(Instant.now().plus(LOOK_EVERY));
            }
        } catch (InterruptedException e) {
            log.debug("stopped");
        }
    }

    private void lookOrLog() throws InterruptedException {
        try {
            look();
        } catch (RuntimeException | OutOfMemoryError e) {
            // One odd process must not end the profiling of all others.
            log.error("looking at the JVMs failed; trying again", e);
        }
    }

    private void look() throws InterruptedException {
        Map<ProcessKey, SelectedProcess> wanted = new HashMap<>();
        for (SelectedProcess process : processes.selected()) {
            if (process.wantsAsyncProfiler()) {
                wanted.put(process.key(), process);
            }
        }
        for (Map.Entry<ProcessKey, JvmSession> entry : List.copyOf(sessions.entrySet())) {
            @Nullable SelectedProcess process = wanted.remove(entry.getKey());
            if (process == null) {
                entry.getValue().beginToClose();
                leaving.add(entry.getValue());
                sessions.remove(entry.getKey());
            } else if (!process.equals(entry.getValue().process())) {
                entry.getValue().update(process);
            }
        }
        for (JvmSession session : List.copyOf(leaving)) {
            if (session.awaitEnd(Duration.ofMillis(1))) {
                leaving.remove(session);
            }
        }
        for (SelectedProcess process : wanted.values()) {
            // A JVM that left a moment ago is attached to again when its last session is over.
            if (leaving.stream().noneMatch(session -> session.process().key().equals(process.key()))) {
                sessions.put(process.key(), JvmSession.start(process, environment));
            }
        }
    }

    /// What async-profiler does in each JVM that it is wanted in.
    public Map<ProcessKey, JvmState> states() {
        Map<ProcessKey, JvmState> states = new HashMap<>();
        sessions.forEach((key, session) -> states.put(key, session.state()));
        return states;
    }

    /// What became of all windows.
    public SessionCounts counts() {
        return environment.counts();
    }

    /// Reads every session's last window and stops async-profiler everywhere.
    @Override
    public void close() {
        closing = true;
        wake.now();
        try {
            thread.join(Duration.ofSeconds(2));
            List<JvmSession> all = new ArrayList<>(leaving);
            all.addAll(sessions.values());
            all.forEach(JvmSession::beginToClose);
            Instant end = Instant.now().plus(STOP_WITHIN);
            for (JvmSession session : all) {
                Duration rest = Duration.between(Instant.now(), end);
                if (!session.awaitEnd(rest.isPositive() ? rest : Duration.ofMillis(1))) {
                    log.warn(
                            "JVM {} doesn't answer; its last window is lost",
                            session.process().key().pid());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
