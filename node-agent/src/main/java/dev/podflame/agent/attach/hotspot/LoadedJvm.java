package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.linux.SafeFolder;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A JVM in which async-profiler answers.
final class LoadedJvm implements AttachedJvm {
    private static final Logger log = LoggerFactory.getLogger(LoadedJvm.class);

    private static final String ANSWER = ".answer";
    private static final String LOG = ".log";
    private static final int MAX_TEXT_BYTES = 64 << 10;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(6);

    private final JournalEntry entry;
    private final int uid;
    private final String library;
    private final TargetProcess target;
    private final AttachClient client;
    private final Journal journal;
    private final DeathWatch deathWatch;
    private final Duration answerWithin;
    private final Ending ending;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable JvmDeath death;

    /// What is left to do when the JVM was let go of, alive or dead.
    interface Ending {
        void ended(LoadedJvm jvm);
    }

    LoadedJvm(
            JournalEntry entry,
            int uid,
            String library,
            TargetProcess target,
            AttachClient client,
            Journal journal,
            DeathWatch deathWatch,
            Duration answerWithin,
            Ending ending) {
        this.entry = entry;
        this.uid = uid;
        this.library = library;
        this.target = target;
        this.client = client;
        this.journal = journal;
        this.deathWatch = deathWatch;
        this.answerWithin = answerWithin;
        this.ending = ending;
    }

    @Override
    public JvmProcess process() {
        return entry.process();
    }

    JournalEntry entry() {
        return entry;
    }

    @Override
    public String run(String text) throws AttachException {
        if (closed.get()) {
            throw new IllegalStateException("let go of already");
        }
        ProfilerCommand command = ProfilerCommand.parse(text);
        String quiet = command.quietly(outputFile(ANSWER), outputFile(LOG));
        try {
            if (command.starts()) {
                journal.step(entry.id(), Step.START);
            }
            AttachReply reply = load(quiet, answerWithin);
            if (!reply.isSuccess() && reply.isLoaded() && command.answers()) {
                // Asked once more, and if it goes well now, so much the better.
                reply = load(command.sayingWhy(outputFile(ANSWER), outputFile(LOG)), answerWithin);
            }
            if (!reply.isSuccess()) {
                throw new AttachException(Refusal.ATTACH_FAILED, failure(command, reply));
            }
            return command.answers() && command.value("file").isEmpty() ? take(ANSWER) : "";
        } catch (IOException e) {
            throw new AttachException(Refusal.ATTACH_FAILED, "The agent's own disk: " + e.getMessage(), e);
        } finally {
            forget(LOG);
        }
    }

    private AttachReply load(String options, Duration within) throws AttachException {
        target.check();
        try {
            return client.load(library, options, within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AttachException(Refusal.ATTACH_FAILED, "The agent is ending.", e);
        }
    }

    /// async-profiler says what is wrong in its log only.
    private String failure(ProfilerCommand command, AttachReply reply) {
        String file = command.value("log").orElse(outputFile(LOG));
        String own = file.startsWith(outputFile(""))
                ? take(file.substring(outputFile("").length()))
                : "";
        return own.isBlank() ? reply.text() : ProfilerLog.why(own);
    }

    /// Reads a small text and deletes it.
    private String take(String name) {
        try (FileChannel file = openOutput(name)) {
            return new String(Channels.newInputStream(file).readNBytes(MAX_TEXT_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            log.debug("async-profiler left no {}: {}", name, e.getMessage());
            return "";
        } finally {
            forget(name);
        }
    }

    private void forget(String name) {
        try {
            deleteOutput(name);
        } catch (IOException e) {
            // Closing deletes it, or says why not.
            log.debug("{} can't be deleted now: {}", name, e.getMessage());
        }
    }

    @Override
    public String outputFile(String name) {
        return "/" + TargetProcess.TMP + "/" + entry.folder() + "/" + entry.output() + "/" + name;
    }

    @Override
    public FileChannel openOutput(String name) throws IOException {
        try (SafeFolder output = output()) {
            // Others who found the folder may have put something there, too.
            return output.open(name, status -> status.uid() == uid);
        }
    }

    @Override
    public void deleteOutput(String name) throws IOException {
        try (SafeFolder output = output()) {
            output.delete(name);
        }
    }

    private SafeFolder output() throws IOException {
        try (SafeFolder folder = target.keptTmp().enter(entry.folder())) {
            return folder.enter(entry.output());
        } catch (AttachException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public boolean isAlive() {
        return !closed.get() && isRunning();
    }

    /// Its /tmp, open; empty if it has ended before that could be opened.
    Optional<SafeFolder> tmp() throws IOException {
        try {
            return Optional.of(target.keptTmp());
        } catch (AttachException e) {
            return Optional.empty();
        }
    }

    /// Whether the process runs, let go of or not.
    boolean isRunning() {
        return target.isAlive();
    }

    @Override
    public JvmDeath death() {
        if (death == null) {
            death = deathWatch.death(entry.tmp());
        }
        return death;
    }

    /// Ends all that runs of it in the JVM.
    ///
    /// @return whether nothing does
    boolean stop() {
        if (!target.isAlive()) {
            return true;
        }
        try {
            // It says no if it wasn't running; then all is well, too.
            load(ProfilerCommand.STOP, STOP_WITHIN);
            return load(ProfilerCommand.LAST, STOP_WITHIN).isSuccess();
        } catch (AttachException e) {
            log.warn(
                    "Process {} can't be told to stop profiling, which ends by its timeout: {}",
                    entry.process().key().pid(),
                    e.getMessage());
            return !target.isAlive();
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            if (!target.isAlive()) {
                death();
            }
            ending.ended(this);
            target.close();
        }
    }
}
