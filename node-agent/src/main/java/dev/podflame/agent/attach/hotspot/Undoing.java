package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.linux.SafeFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Undoes what the journal tells of: in a JVM that still runs, and in the /tmp of one that doesn't.
final class Undoing {
    private static final Logger log = LoggerFactory.getLogger(Undoing.class);

    /// A start's timeout has ended it long before.
    private static final Duration FORGET_AFTER = Duration.ofDays(1);

    private static final Duration STOP_WITHIN = Duration.ofSeconds(6);

    private final Journal journal;
    private final String boot;

    Undoing(Journal journal, String boot) {
        this.journal = journal;
        this.boot = boot;
    }

    /// Undoes all that an earlier agent left.
    ///
    /// @return how many couldn't be undone and stay in the journal
    int undoAll() {
        int left = 0;
        for (JournalEntry entry : journal.pending()) {
            log.info("An earlier agent left {} at step {}: undoing it", entry.process(), entry.last());
            if (!undo(entry)) {
                left++;
            }
        }
        return left;
    }

    /// Where the files of an entry are looked for.
    interface Place {
        /// Empty if nobody sees that folder any more.
        Optional<SafeFolder> tmp() throws IOException;
    }

    /// Deletes what an entry tells of, and ends it.
    ///
    /// @param idle whether the profiler isn't running any more; otherwise the entry stays
    /// @param place its /tmp
    boolean undo(JournalEntry entry, boolean idle, Place place) {
        try {
            if (entry.reached(Step.FOLDER)) {
                Optional<SafeFolder> tmp = place.tmp();
                if (tmp.isPresent()) {
                    TargetFiles.remove(tmp.get(), entry);
                }
            }
            boolean old = entry.begun().plus(FORGET_AFTER).isBefore(Instant.now());
            if (idle || old) {
                journal.end(entry.id());
                return true;
            }
            log.warn("The profiler in {} may still run; its timeout ends it", entry.process());
        } catch (IOException e) {
            log.warn("What was done to {} can't be undone yet: {}", entry.process(), e.getMessage());
        }
        return false;
    }

    private boolean undo(JournalEntry entry) {
        boolean idle = stopped(entry);
        try {
            Optional<SafeFolder> tmp = tmp(entry);
            try {
                return undo(entry, idle, () -> tmp);
            } finally {
                tmp.ifPresent(SafeFolder::close);
            }
        } catch (IOException e) {
            log.warn("The /tmp of {} can't be opened: {}", entry.process(), e.getMessage());
            return false;
        }
    }

    /// Its /tmp, by itself or by another process that sees the same one.
    private Optional<SafeFolder> tmp(JournalEntry entry) throws IOException {
        if (entry.boot().equals(boot)) {
            try (TargetProcess process = TargetProcess.open(entry.process().key())) {
                return Optional.of(process.tmp());
            } catch (AttachException e) {
                log.debug("{} has ended, looking for another one with its /tmp", entry.process());
            }
        }
        Optional<SafeFolder> root = Fellows.rootWith(entry.tmp());
        if (root.isEmpty()) {
            return Optional.empty();
        }
        try (SafeFolder folder = root.get()) {
            return Optional.of(folder.enter(TargetProcess.TMP));
        }
    }

    /// Stops the profiler that an earlier agent started.
    private boolean stopped(JournalEntry entry) {
        if (!entry.boot().equals(boot) || !entry.reached(Step.LOAD)) {
            return true;
        }
        try (TargetProcess process = TargetProcess.open(entry.process().key())) {
            if (!isLoaded(process, entry)) {
                return true;
            }
            ProcessStatus status = process.status();
            AttachClient client =
                    new AttachClient(process, status, new Awakening(journal, entry.id(), false), STOP_WITHIN);
            String library = library(entry);
            client.load(library, ProfilerCommand.STOP, STOP_WITHIN);
            return client.load(library, ProfilerCommand.LAST, STOP_WITHIN).isSuccess();
        } catch (AttachException e) {
            if (e.refusal() == Refusal.PROCESS_ENDED) {
                return true;
            }
            log.warn("The profiler that an earlier agent started can't be stopped: {}", e.getMessage());
            return false;
        } catch (IOException e) {
            log.warn("The profiler that an earlier agent started can't be stopped: {}", e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// One that was never loaded isn't now, only to be told to stop.
    private static boolean isLoaded(TargetProcess process, JournalEntry entry) throws AttachException, IOException {
        process.check();
        return MappedFiles.read(process.file("maps")).ownLibraries().stream()
                .anyMatch(file -> file.path().equals(library(entry)));
    }

    private static String library(JournalEntry entry) {
        return "/" + TargetProcess.TMP + "/" + entry.folder() + "/" + ProfilerLibrary.NAME;
    }
}
