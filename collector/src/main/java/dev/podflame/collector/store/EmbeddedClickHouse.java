package dev.podflame.collector.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the embedded ClickHouse running as a child process: starts it, tells where it listens, starts it again after a
/// crash, stops it with the collector. A thread of its own watches it.
///
/// The child ends when its standard input ends, so it goes even if the collector is killed.
public final class EmbeddedClickHouse implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedClickHouse.class);
    private static final Logger CHILD_LOG = LoggerFactory.getLogger("clickhouse");
    private static final Path SETSID = Path.of("/usr/bin/setsid");
    private static final String USER = "podflame";
    private static final Duration START_TIME = Duration.ofSeconds(60);
    private static final Duration STOP_TIME = Duration.ofSeconds(20);
    private static final Duration LOG_TIME = Duration.ofSeconds(1);
    private static final Duration STEADY = Duration.ofMinutes(1);
    private static final long FIRST_PAUSE_MILLIS = 200;
    private static final long LONGEST_PAUSE_MILLIS = 10_000;
    private static final long POLL_MILLIS = 10;

    /// What it needs to start.
    ///
    /// @param home folder of `podflame-embedded-clickhouse.jar` and its `lib/`
    /// @param library libchdb.so
    /// @param data folder of the database
    /// @param memoryBytes limit for ClickHouse's own memory
    public record Settings(Path home, Path library, Path data, long memoryBytes) {}

    private final Settings settings;
    private final Consumer<ClickHouseAddress> started;
    private final AtomicInteger restarts = new AtomicInteger();
    private final Thread watcher;
    private volatile Process process;
    private volatile boolean closing;
    private volatile Runnable restarted = () -> {};
    private volatile String lastWords = "";

    /// Starts the child and waits until it serves.
    ///
    /// @param started told the address now and after every restart
    /// @throws IOException if it can't be started; the message says why and what helps
    public EmbeddedClickHouse(Settings settings, Consumer<ClickHouseAddress> started) throws IOException {
        this.settings = settings;
        this.started = started;
        Files.createDirectories(settings.data());
        this.process = launch();
        this.watcher = Thread.ofPlatform().name("clickhouse-watcher").start(this::watch);
    }

    /// Has `action` run after every restart, when the new child serves.
    public void onRestart(Runnable action) {
        restarted = action;
    }

    public int restarts() {
        return restarts.get();
    }

    /// Process id of the child.
    public long pid() {
        return process.pid();
    }

    /// Why it doesn't serve at the moment.
    public Optional<String> trouble() {
        return process.isAlive() ? Optional.empty() : Optional.of("the embedded ClickHouse is down: " + lastWords);
    }

    @Override
    public void close() {
        closing = true;
        watcher.interrupt();
        stop(process);
        try {
            watcher.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        long pause = FIRST_PAUSE_MILLIS;
        while (!closing) {
            try {
                long start = System.nanoTime();
                int code = process.waitFor();
                if (closing) {
                    return;
                }
                LOG.error("ClickHouse ended with code {} ({}); starting it again", code, lastWords);
                if (System.nanoTime() - start > STEADY.toNanos()) {
                    pause = FIRST_PAUSE_MILLIS;
                }
                Thread.sleep(pause);
                pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
                restarts.incrementAndGet();
                process = launch();
                restarted.run();
            } catch (IOException e) {
                LOG.error("ClickHouse can't be started again: {}", e.getMessage());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// Starts a child and waits until it has written its port.
    private Process launch() throws IOException {
        byte[] secret = new byte[24];
        new SecureRandom().nextBytes(secret);
        String password = HexFormat.of().formatHex(secret);
        Path portFile = settings.data().resolve("port");
        Files.deleteIfExists(portFile);
        ProcessBuilder builder = new ProcessBuilder(command(portFile)).redirectErrorStream(true);
        builder.environment().put("PODFLAME_CLICKHOUSE_PASSWORD", password);
        Process child = builder.start();
        Thread log = Thread.ofVirtual().name("clickhouse-log").start(() -> forwardLog(child));
        boolean ready = false;
        try {
            int port = awaitPort(child, log, portFile);
            started.accept(new ClickHouseAddress(
                    URI.create("http://127.0.0.1:" + port), USER, password, "podflame", Optional.empty()));
            ready = true;
            return child;
        } finally {
            if (!ready) {
                stop(child);
            }
        }
    }

    private List<String> command(Path portFile) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path jar = settings.home().resolve("podflame-embedded-clickhouse.jar");
        List<String> command = new ArrayList<>();
        if (Files.isExecutable(SETSID)) {
            // A session of its own: Ctrl-C reaches the collector alone, which stores what it has before it stops this.
            command.add(SETSID.toString());
        }
        command.addAll(List.of(
                java,
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                jar + ":" + settings.home().resolve("lib") + "/*",
                "dev.podflame.embedded.EmbeddedClickHouse",
                "--data",
                settings.data().resolve("db").toString(),
                "--library",
                settings.library().toString(),
                "--port",
                "0",
                "--port-file",
                portFile.toString(),
                "--memory-limit",
                Long.toString(settings.memoryBytes())));
        return command;
    }

    private int awaitPort(Process child, Thread log, Path portFile) throws IOException {
        long deadline = System.nanoTime() + START_TIME.toNanos();
        try {
            while (System.nanoTime() < deadline) {
                if (Files.exists(portFile)) {
                    return Integer.parseInt(Files.readString(portFile).strip());
                }
                if (child.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    log.join(LOG_TIME);
                    throw new IOException(
                            "the embedded ClickHouse ended with code " + child.exitValue() + ": " + lastWords);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while ClickHouse was starting", e);
        }
        throw new IOException("the embedded ClickHouse didn't start within " + START_TIME.toSeconds() + " s");
    }

    private void forwardLog(Process child) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.isBlank()) {
                    lastWords = line.strip();
                    CHILD_LOG.info("{}", line);
                }
            }
        } catch (IOException e) {
            CHILD_LOG.debug("the log ended: {}", e.getMessage());
        }
    }

    private static void stop(Process child) {
        try {
            child.getOutputStream().close();
        } catch (IOException e) {
            LOG.debug("closing the child's input: {}", e.getMessage());
        }
        try {
            if (!child.waitFor(STOP_TIME.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("ClickHouse didn't stop within {} s and is killed; nothing is lost", STOP_TIME.toSeconds());
                child.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            child.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
