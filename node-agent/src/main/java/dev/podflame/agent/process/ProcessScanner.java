package dev.podflame.agent.process;

import dev.podflame.agent.target.Skip;
import dev.podflame.agent.target.TargetSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps the table of selected processes up to date, on a thread of its own that looks once a second.
///
/// A look is cheap where nothing happens: pids are listed only if the kernel's task count or last pid has changed, and
/// only processes that are new, young or due are read.
public final class ProcessScanner implements ProcessTable, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ProcessScanner.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    /// Between two looks, however often somebody wants one.
    private static final Duration REST = Duration.ofMillis(100);

    /// Pids are listed at least this often, should the kernel's count ever mislead; what is skipped is counted as
    /// often.
    private static final long AT_LEAST_NANOS = Duration.ofSeconds(5).toNanos();

    private final TargetSource targets;
    private final ProcFiles proc;
    private final ProcessInspector inspector;
    private final Map<Long, Tracked> tracked = new HashMap<>();
    private final PriorityQueue<DueLook> due = new PriorityQueue<>();

    /// Pids of processes that have ended and still stand in /proc until their parents notice.
    private final Set<Long> zombies = new HashSet<>();

    private final KnownProcesses known;
    private final long bootTimeMillis;
    private final Thread thread;
    private volatile boolean closed;
    private volatile List<SkipCount> skipped = List.of();
    private ProcFiles.TaskCount taskCount = ProcFiles.TaskCount.UNKNOWN;
    private long listedNanos = System.nanoTime() - AT_LEAST_NANOS;
    private long countedNanos = System.nanoTime() - AT_LEAST_NANOS;

    /// @param targets what to select; refreshed by this scanner
    /// @param containers who knows the names of containers
    /// @param hostName value of `host.name`
    /// @throws IOException if /proc can't be read at all
    public ProcessScanner(TargetSource targets, Containers containers, String hostName) throws IOException {
        this(ProcFiles.PROC, targets, containers, hostName);
    }

    ProcessScanner(Path procRoot, TargetSource targets, Containers containers, String hostName) throws IOException {
        this.targets = targets;
        this.proc = new ProcFiles(procRoot);
        this.known = new KnownProcesses(procRoot);
        this.bootTimeMillis = proc.bootTimeMillis();
        this.inspector = new ProcessInspector(
                proc,
                targets,
                new RuntimeDetector(procRoot),
                containers,
                new SeriesAttributes(hostName, bootTimeMillis));
        this.thread = Thread.ofPlatform().name("process-scanner").daemon().unstarted(this::run);
    }

    /// Looks once, so that the table is filled when this returns, and then every second on the scanner's thread, or
    /// as soon as the targets have changed.
    public void start() {
        tickOrLog();
        targets.onChange(() -> LockSupport.unpark(thread));
        thread.start();
    }

    private void run() {
        try {
            while (!closed) {
                LockSupport.parkNanos(INTERVAL.minus(REST).toNanos());
                tickOrLog();
                Thread.sleep(REST);
            }
        } catch (InterruptedException e) {
            log.debug("stopping");
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    @Override
    public Optional<SelectedProcess> find(long pid) {
        return known.find(pid);
    }

    @Override
    public boolean isUndecided(long pid) {
        return known.isUndecided(pid);
    }

    @Override
    public List<SelectedProcess> selected() {
        return known.selected();
    }

    /// The selected processes whose end was noticed after a moment (as System.nanoTime), at most 30 seconds back.
    public List<EndedProcess> endedSince(long nanos) {
        return known.endedSince(nanos);
    }

    /// When the machine started, milliseconds since the epoch; start times count from there.
    public long bootTimeMillis() {
        return bootTimeMillis;
    }

    /// How many running processes aren't profiled, by reason.
    public List<SkipCount> skipped() {
        return skipped;
    }

    private void tickOrLog() {
        try {
            tick();
        } catch (RuntimeException | OutOfMemoryError e) {
            // One odd process must not end the discovery of all others.
            log.error("looking at the processes failed; trying again", e);
        }
    }

    /// One look. Belongs to the scanner's thread.
    void tick() {
        long now = System.nanoTime();
        boolean newTargets = targets.refresh();
        inspector.refresh();
        ProcFiles.TaskCount count = proc.taskCount();
        boolean quiet = count.equals(taskCount) && !count.equals(ProcFiles.TaskCount.UNKNOWN);
        if (!quiet || now - listedNanos > AT_LEAST_NANOS) {
            compareWith(proc.pids(), taskCount.lastPid(), count.lastPid(), now);
            taskCount = count;
            listedNanos = now;
        }
        if (newTargets) {
            decideAgain(now);
        }
        lookAtDue(now);
        known.expire(now);
        if (newTargets || now - countedNanos > AT_LEAST_NANOS) {
            skipped = SkipCount.count(tracked.values());
            countedNanos = now;
        }
    }

    private void decideAgain(long now) {
        for (Tracked process : List.copyOf(tracked.values())) {
            boolean mayChange = !(process.decision() instanceof Skip.KernelThread);
            if (mayChange && !targets.stands(process.decision(), process.placement())) {
                look(process.stat().pid(), true, now);
            }
        }
        known.decideGone(
                gone -> targets.decide(gone.placement(), () -> {
                    throw new IllegalStateException("only a container can decide about a process that has ended");
                }),
                (gone, by) -> inspector.selectEnded(gone, by, now));
    }

    private void lookAtDue(long now) {
        while (!due.isEmpty() && now - due.peek().atNanos() >= 0) {
            DueLook next = due.remove();
            @Nullable Tracked process = tracked.get(next.pid());
            if (process != null && process.nextLookNanos() == next.atNanos()) {
                look(next.pid(), false, now);
            }
        }
    }

    private void compareWith(long[] pids, long lastPidBefore, long lastPid, long now) {
        int known = 0;
        for (long pid : pids) {
            if (tracked.containsKey(pid) || zombies.contains(pid)) {
                known++;
            }
        }
        if (known < tracked.size() + zombies.size()) {
            dropOthersThan(pids, now);
        }
        for (long pid : pids) {
            boolean isKnown = tracked.containsKey(pid) || zombies.contains(pid);
            if (!isKnown || wasGivenOutSince(pid, lastPidBefore, lastPid)) {
                look(pid, true, now);
            }
        }
    }

    private void dropOthersThan(long[] pids, long now) {
        zombies.removeIf(pid -> Arrays.binarySearch(pids, pid) < 0);
        List<Long> gone = new ArrayList<>();
        for (Long pid : tracked.keySet()) {
            if (Arrays.binarySearch(pids, pid) < 0) {
                gone.add(pid);
            }
        }
        gone.forEach(pid -> end(pid, now));
    }

    /// Whether the kernel may have given this pid to a new process between two readings of the last pid: it counts up
    /// and begins again at the end.
    static boolean wasGivenOutSince(long pid, long lastPidBefore, long lastPid) {
        return lastPidBefore <= lastPid ? pid > lastPidBefore && pid <= lastPid : pid > lastPidBefore || pid <= lastPid;
    }

    private void look(long pid, boolean closely, long now) {
        @Nullable Tracked before = tracked.get(pid);
        Optional<Tracked> found = inspector.look(pid, before, closely, now);
        if (found.isEmpty()) {
            end(pid, now);
            zombies.add(pid);
            return;
        }
        Tracked current = found.get();
        if (before != null && !before.stat().key().equals(current.stat().key())) {
            end(pid, now);
        }
        tracked.put(pid, current);
        due.add(new DueLook(pid, current.nextLookNanos()));
        zombies.remove(pid);
        known.seen(pid, current, now);
    }

    private void end(long pid, long now) {
        @Nullable Tracked last = tracked.remove(pid);
        if (last != null) {
            known.ended(last, now);
        }
    }
}
