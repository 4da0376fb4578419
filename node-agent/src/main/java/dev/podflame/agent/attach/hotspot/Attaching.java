package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.linux.SafeFolder;
import dev.podflame.agent.process.ProcFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The way into one JVM after another, and out of it: look, check, write down, do; and all of it
/// backwards. One at a time where JVMs share a /tmp, which is to say: in a container. Thread-safe.
final class Attaching {
    private static final int LOCKS = 64;

    private final ProfilerLibrary library;
    private final Journal journal;
    private final Breaker breaker;
    private final Undoing undoing;
    private final Gates gates;
    private final JvmAttacher.Options options;
    private final String boot;
    private final Headroom headroom = new Headroom();
    private final ReentrantLock[] containers = new ReentrantLock[LOCKS];
    private final Set<LoadedJvm> attached = ConcurrentHashMap.newKeySet();

    Attaching(JvmAttacher.Options options, ProfilerLibrary library, Journal journal, Breaker breaker)
            throws IOException {
        this.options = options;
        this.library = library;
        this.journal = journal;
        this.breaker = breaker;
        this.boot = Files.readString(ProcFiles.PROC.resolve("sys/kernel/random/boot_id"))
                .strip();
        this.undoing = new Undoing(journal, boot);
        this.gates = new Gates(options, headroom);
        Arrays.setAll(containers, i -> new ReentrantLock());
    }

    /// Undoes what an earlier agent left.
    void undoAll() {
        undoing.undoAll();
    }

    /// Lets go of all JVMs.
    void detachAll() {
        for (LoadedJvm jvm : Set.copyOf(attached)) {
            jvm.close();
        }
    }

    /// Loads the profiler; a failure leaves nothing behind.
    LoadedJvm attach(JvmProcess process) throws AttachException, InterruptedException {
        TargetProcess target = TargetProcess.open(process.key());
        boolean done = false;
        try (SafeFolder tmp = tmp(target)) {
            FolderId id = FolderId.of(tmp.status());
            ReentrantLock container = lockOf(id);
            container.lockInterruptibly();
            try {
                JvmFacts facts = JvmFacts.read(target, tmp);
                JvmVersion version = gates.pass(target, facts, tmp);
                LoadedJvm jvm = load(process, target, facts, version, id);
                done = true;
                return jvm;
            } finally {
                container.unlock();
            }
        } catch (IOException e) {
            target.check();
            throw new AttachException(Refusal.ATTACH_FAILED, "The JVM can't be looked at: " + e.getMessage() + ".", e);
        } finally {
            if (!done) {
                target.close();
            }
        }
    }

    /// Two containers may share one, which only makes them wait.
    private ReentrantLock lockOf(FolderId tmp) {
        return containers[Math.floorMod(tmp.hashCode(), LOCKS)];
    }

    private static SafeFolder tmp(TargetProcess target) throws AttachException {
        try {
            return target.tmp();
        } catch (IOException e) {
            target.check();
            AttachException failure = Explain.failure("/tmp can't be opened", e);
            throw failure.refusal() == Refusal.ATTACH_FAILED
                    ? new AttachException(
                            Refusal.READ_ONLY_TMP,
                            "There is no /tmp, and the JVM must make its socket there. Mount a volume at /tmp.",
                            e)
                    : failure;
        }
    }

    /// From here on things are changed, and undone if it fails.
    private LoadedJvm load(JvmProcess process, TargetProcess target, JvmFacts facts, JvmVersion version, FolderId tmp)
            throws AttachException, IOException, InterruptedException {
        JournalEntry entry = new JournalEntry(
                journal.nextId(),
                boot,
                process,
                facts.status().innerPid(),
                tmp,
                library.folder(),
                TargetFiles.outputName(facts.status()),
                Instant.now(),
                Step.BEGIN);
        journal.begin(entry);
        DeathWatch watch = DeathWatch.begin(target, facts, headroom);
        Awakening awakening = new Awakening(journal, entry.id(), version.renewsItsSocket());
        AttachClient client = new AttachClient(target, facts.status(), awakening, options.attachWithin());
        LoadedJvm jvm = new LoadedJvm(
                entry,
                facts.status().uid(),
                library.path(),
                target,
                client,
                journal,
                watch,
                options.answerWithin(),
                this::ended);
        try {
            install(target, entry);
            jvm.run("version");
            if (!jvm.run("status").contains("not active")) {
                throw new AttachException(
                        Refusal.OTHER_PROFILER_PRESENT,
                        "Another agent of Podflame profiles this JVM already. Let only one of them select it.");
            }
            attached.add(jvm);
            return jvm;
        } catch (AttachException | RuntimeException e) {
            undo(jvm, false);
            throw e;
        }
    }

    private void install(TargetProcess target, JournalEntry entry) throws AttachException {
        target.check();
        try {
            TargetFiles.install(target.keptTmp(), library, journal, entry);
        } catch (IOException e) {
            target.check();
            throw Explain.failure("The library can't be put into /tmp", e);
        }
    }

    /// Called once by each JVM that is let go of.
    private void ended(LoadedJvm jvm) {
        ReentrantLock container = lockOf(jvm.entry().tmp());
        container.lock();
        try {
            attached.remove(jvm);
            undo(jvm, true);
        } finally {
            container.unlock();
        }
    }

    /// @param stop whether the profiler may be running: it isn't ours to stop otherwise
    private void undo(LoadedJvm jvm, boolean stop) {
        boolean idle = !stop || jvm.stop();
        JournalEntry entry = journal.entry(jvm.entry().id()).orElse(jvm.entry());
        if (entry.reached(Step.LOAD) && !jvm.isRunning()) {
            breaker.ended(entry.process(), entry.begun(), jvm.death());
        }
        undoing.undo(entry, idle, jvm::tmp);
    }
}
