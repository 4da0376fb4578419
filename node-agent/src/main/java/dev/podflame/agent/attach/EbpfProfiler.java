package dev.podflame.agent.attach;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the eBPF profiler running, on a virtual thread of its own: starts it under the launcher, reads its log,
/// restarts it with growing waits.
///
/// The launcher ends the engine when its standard input ends, which the kernel closes however this process dies. So the
/// engine needs no clean exit of the agent, and it doesn't matter which Java thread started it.
public final class EbpfProfiler implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EbpfProfiler.class);
    /// Loading its programs takes 3 s here and 12 s on a busy machine; a minute without an answer is a hang.
    private static final Duration READY_WITHIN = Duration.ofSeconds(90);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
    private static final Duration STABLE_AFTER = Duration.ofMinutes(5);

    /// Waits between starts.
    public record Waits(Duration first, Duration longest) {
        public static final Waits DEFAULT = new Waits(Duration.ofSeconds(2), Duration.ofMinutes(5));
    }

    private final EngineCommand command;
    private final int port;
    private final Waits waits;
    private final AtomicLong starts = new AtomicLong();
    private final Thread thread;
    private volatile EngineState state = new EngineState.Starting();
    private volatile @Nullable Process process;

    private EbpfProfiler(EngineCommand command, int port, Waits waits) {
        this.command = command;
        this.port = port;
        this.waits = waits;
        this.thread = Thread.ofVirtual().name("engine").unstarted(this::run);
    }

    /// Starts it and keeps it running.
    ///
    /// @param port of loopback where its samples are taken; a refused connection costs a minute, so listen first
    public static EbpfProfiler start(EngineCommand command, int port, Waits waits) {
        EbpfProfiler profiler = new EbpfProfiler(command, port, waits);
        profiler.thread.start();
        return profiler;
    }

    public EngineState state() {
        return state;
    }

    /// How often it was started.
    public long starts() {
        return starts.get();
    }

    /// The engine's own process below the launcher.
    public Optional<ProcessHandle> engine() {
        Process launcher = process;
        return launcher == null ? Optional.empty() : launcher.children().findFirst();
    }

    private void run() {
        Duration wait = waits.first();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Instant started = Instant.now();
                EngineFailure failure = runOnce();
                if (Duration.between(started, Instant.now()).compareTo(STABLE_AFTER) > 0) {
                    wait = waits.first();
                }
                Instant retryAt = Instant.now().plus(wait);
                state = new EngineState.Failed(failure, retryAt);
                log.warn("No profiles: {}. Next try in {} s", failure, wait.toSeconds());
                Thread.sleep(wait);
                wait = wait.multipliedBy(2).compareTo(waits.longest()) > 0 ? waits.longest() : wait.multipliedBy(2);
            }
        } catch (InterruptedException e) {
            log.debug("stopped");
        }
    }

    /// Runs the engine until it ends; the reason why it did.
    private EngineFailure runOnce() throws InterruptedException {
        Optional<EngineFailure> missing = command.missing();
        if (missing.isPresent()) {
            return missing.get();
        }
        state = new EngineState.Starting();
        starts.incrementAndGet();
        ProcessBuilder builder = new ProcessBuilder(command.line(port)).redirectErrorStream(true);
        // Its flags can also come from OTEL_PROFILING_AGENT_…, which isn't meant for this one.
        builder.environment().keySet().removeIf(name -> name.startsWith("OTEL_"));
        // Reading a binary of half a gigabyte takes 300 MB for a moment; with the limit Go gives them back soon.
        builder.environment().putIfAbsent("GOMEMLIMIT", "160MiB");
        // Half as much garbage for a little more CPU: its live heap is small and its work light.
        builder.environment().putIfAbsent("GOGC", "50");
        Process started;
        try {
            started = builder.start();
        } catch (IOException e) {
            return new EngineFailure("the engine can't be started: " + e.getMessage(), "");
        }
        process = started;
        try {
            Thread watch = Thread.ofVirtual().name("engine-ready").start(() -> killIfNeverReady(started));
            EngineFailure failure = follow(started);
            watch.interrupt();
            return failure;
        } finally {
            end(started);
            process = null;
        }
    }

    /// Reads the log until the process ends or says that it is dead.
    private EngineFailure follow(Process started) throws InterruptedException {
        String lastError = "";
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                switch (EngineLog.read(line)) {
                    case EngineLog.Ready() -> {
                        state = new EngineState.Running(Instant.now());
                        log.info("The engine samples every process {} times a second", command.frequencyHz());
                    }
                    case EngineLog.Fatal(EngineFailure failure) -> {
                        return failure;
                    }
                    case EngineLog.Message(String level, String text) -> {
                        lastError = level.equals("INFO") ? lastError : text;
                        pass(level, text);
                    }
                }
            }
        } catch (IOException e) {
            lastError = "its log can't be read: " + e.getMessage();
        }
        return new EngineFailure(
                "the engine ended with code " + started.waitFor()
                        + (lastError.isEmpty() ? "" : ", it last said: " + lastError),
                "");
    }

    private static void pass(String level, String text) {
        if (level.equals("INFO") || level.equals("DEBUG")) {
            log.debug("engine: {}", text);
        } else {
            log.warn("engine: {}", text);
        }
    }

    private void killIfNeverReady(Process started) {
        try {
            Thread.sleep(READY_WITHIN);
            if (state instanceof EngineState.Starting) {
                log.warn("The engine isn't ready after {} s and is ended", READY_WITHIN.toSeconds());
                end(started);
            }
        } catch (InterruptedException e) {
            log.trace("ready or ended in time");
        }
    }

    /// Ends launcher and engine: by closing the launcher's input, then by signal.
    private static void end(Process started) {
        try {
            started.getOutputStream().close();
        } catch (IOException e) {
            log.trace("its input was closed already", e);
        }
        try {
            if (!started.waitFor(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                started.destroyForcibly();
            }
        } catch (InterruptedException e) {
            started.destroy();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Process running = process;
        state = new EngineState.Stopped();
        thread.interrupt();
        if (running != null) {
            end(running);
        }
        try {
            thread.join(STOP_WITHIN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        state = new EngineState.Stopped();
    }
}
