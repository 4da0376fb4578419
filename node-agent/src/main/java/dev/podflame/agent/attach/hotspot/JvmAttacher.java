package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.process.ProcFiles;
import dev.podflame.agent.process.ProcStat;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Attaches to JVMs, and lets go of them. Thread-safe: one attach at a time per container, at most
/// two on the node.
public final class JvmAttacher implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(JvmAttacher.class);

    private static final int AT_ONCE = 2;
    private static final Duration LOOK_AT_BREAKER_EVERY = Duration.ofMinutes(1);

    /// How careful it is.
    ///
    /// @param minimumAge a younger JVM is left alone: programs that live shortly aren't worth it, and
    ///     those that crash at their start shall not be suspected of having been profiled
    /// @param attachWithin how long a JVM has to begin to listen
    /// @param answerWithin how long it has to do what it is told; it may be at a safepoint or short
    ///     of CPU
    /// @param minimumHeadroom bytes that its memory limit must leave
    /// @param minimumSpace bytes that its /tmp must have free
    /// @param minimumDescriptors how many files it must still be able to open
    public record Options(
            Duration minimumAge,
            Duration attachWithin,
            Duration answerWithin,
            long minimumHeadroom,
            long minimumSpace,
            int minimumDescriptors) {

        public static final Options DEFAULT = new Options(
                Duration.ofSeconds(60), Duration.ofSeconds(6), Duration.ofSeconds(20), 64L << 20, 64L << 20, 64);

        public Options {
            if (minimumAge.isNegative() || attachWithin.toMillis() <= 0 || answerWithin.toMillis() <= 0) {
                throw new IllegalArgumentException("times must be positive");
            }
            if (minimumHeadroom < 0 || minimumSpace < 0 || minimumDescriptors < 0) {
                throw new IllegalArgumentException("minima must not be negative");
            }
        }

        public Options withMinimumAge(Duration age) {
            return new Options(age, attachWithin, answerWithin, minimumHeadroom, minimumSpace, minimumDescriptors);
        }

        public Options withAttachWithin(Duration within) {
            return new Options(minimumAge, within, answerWithin, minimumHeadroom, minimumSpace, minimumDescriptors);
        }

        public Options withAnswerWithin(Duration within) {
            return new Options(minimumAge, attachWithin, within, minimumHeadroom, minimumSpace, minimumDescriptors);
        }
    }

    private final Options options;
    private final FileChannel lock;
    private final Journal journal;
    private final Breaker breaker;
    private final Attaching attaching;
    private final BackOff backOff = new BackOff();
    private final Semaphore atOnce = new Semaphore(AT_ONCE, true);

    private JvmAttacher(Path dataFolder, Options options, FileChannel lock, Journal.Listener listener)
            throws IOException {
        this.options = options;
        this.lock = lock;
        this.journal = Journal.open(dataFolder.resolve("journal"), listener);
        this.breaker = new Breaker(dataFolder, Clock.systemUTC());
        this.attaching = new Attaching(options, ProfilerLibrary.unpack(dataFolder), journal, breaker);
    }

    /// Stops and removes what an earlier agent left, then is ready to attach.
    ///
    /// @param dataFolder for the journal, the breaker and the unpacked library; made if it isn't
    ///     there
    /// @throws IOException if another agent uses it
    public static JvmAttacher open(Path dataFolder, Options options) throws IOException {
        return open(dataFolder, options, Journal.Listener.NONE);
    }

    static JvmAttacher open(Path dataFolder, Options options, Journal.Listener listener) throws IOException {
        Files.createDirectories(dataFolder);
        FileChannel lock = lock(dataFolder.resolve("lock"));
        try {
            JvmAttacher attacher = new JvmAttacher(dataFolder, options, lock, listener);
            attacher.attaching.undoAll();
            return attacher;
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static FileChannel lock(Path file) throws IOException {
        FileChannel lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (lock.tryLock() != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            log.debug("in use by this very program", e);
        }
        lock.close();
        throw new IOException("another agent uses " + file.getParent());
    }

    /// Lets all images be attached to again; an agent that runs takes note within a minute.
    ///
    /// @return whether a death was on record
    public static boolean resetBreaker(Path dataFolder) throws IOException {
        return new Breaker(dataFolder, Clock.systemUTC()).reset();
    }

    public Breaker breaker() {
        return breaker;
    }

    /// Loads async-profiler into a JVM, or says why not. Takes up to half a minute if the JVM is
    /// slow.
    public AttachResult attach(JvmProcess process) throws InterruptedException {
        Instant now = Instant.now();
        Optional<Breaker.Open> open = breaker.open(process.image());
        if (open.isPresent()) {
            // It may be reset by hand long before it closes.
            Instant soon = now.plus(LOOK_AT_BREAKER_EVERY);
            Instant until = open.get().until();
            return new AttachResult.Refused(
                    Refusal.BREAKER_OPEN, open.get().message(), until.isBefore(soon) ? until : soon);
        }
        Optional<BackOff.Waiting> waiting = backOff.of(process.key(), now);
        if (waiting.isPresent()) {
            return new AttachResult.Refused(
                    Refusal.BACKING_OFF,
                    "Attaching failed " + waiting.get().failures() + " times, the next try is due at "
                            + waiting.get().until() + ". " + waiting.get().reason(),
                    waiting.get().until());
        }
        Optional<AttachResult.Refused> tooYoung = tooYoung(process, now);
        if (tooYoung.isPresent()) {
            return tooYoung.get();
        }
        atOnce.acquire();
        try {
            LoadedJvm jvm = attaching.attach(process);
            backOff.succeeded(process.key());
            return new AttachResult.Attached(jvm);
        } catch (AttachException e) {
            return refused(process, e);
        } finally {
            atOnce.release();
        }
    }

    private AttachResult.Refused refused(JvmProcess process, AttachException e) {
        Instant now = Instant.now();
        Instant notBefore = switch (e.refusal()) {
            case ATTACH_TIMED_OUT, ATTACH_FAILED -> backOff.failed(process.key(), String.valueOf(e.getMessage()), now);
            default -> now.plus(e.refusal().lasts());
        };
        return new AttachResult.Refused(e.refusal(), String.valueOf(e.getMessage()), notBefore);
    }

    private Optional<AttachResult.Refused> tooYoung(JvmProcess process, Instant now) {
        Duration age;
        try {
            String uptime = Files.readString(ProcFiles.PROC.resolve("uptime"));
            long upNanos = (long) (Double.parseDouble(uptime.substring(0, uptime.indexOf(' '))) * 1e9);
            age = Duration.ofNanos(upNanos - process.key().startTicks() * ProcStat.TICK_NANOS);
        } catch (IOException e) {
            throw new IllegalStateException("/proc/uptime can't be read", e);
        }
        Duration missing = options.minimumAge().minus(age);
        if (missing.isNegative() || missing.isZero()) {
            return Optional.empty();
        }
        return Optional.of(new AttachResult.Refused(
                Refusal.TOO_YOUNG,
                "The JVM runs for less than " + options.minimumAge().toSeconds() + " s. It is attached to then.",
                now.plus(missing)));
    }

    /// Lets go of all JVMs.
    @Override
    public void close() {
        attaching.detachAll();
        try {
            journal.close();
            lock.close();
        } catch (IOException e) {
            log.warn("The journal can't be closed: {}", e.getMessage());
        }
    }
}
