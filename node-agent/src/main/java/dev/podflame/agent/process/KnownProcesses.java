package dev.podflame.agent.process;

import dev.podflame.agent.target.Decision;
import dev.podflame.agent.target.Selected;
import dev.podflame.agent.target.Skip;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What the scanner has found out, for those who ask from other threads. Changed by the scanner's thread only.
final class KnownProcesses implements ProcessTable {

    private final ProcFiles proc;
    private final Map<Long, SelectedProcess> selected = new ConcurrentHashMap<>();
    private final EndedProcesses ended = new EndedProcesses();
    private final UndecidedProcesses undecided = new UndecidedProcesses();

    KnownProcesses(Path procRoot) {
        this.proc = new ProcFiles(procRoot);
    }

    @Override
    public Optional<SelectedProcess> find(long pid) {
        SelectedProcess running = selected.get(pid);
        if (running != null) {
            return Optional.of(running);
        }
        return ended.find(pid, System.nanoTime())
                .map(EndedProcess::process)
                .filter(process -> isFreeOrStill(process.key()));
    }

    /// Whether the pid hasn't gone to another process, perhaps one that the scanner hasn't seen yet.
    private boolean isFreeOrStill(ProcessKey key) {
        synchronized (proc) {
            return proc.stat(key.pid()).map(stat -> stat.key().equals(key)).orElse(true);
        }
    }

    @Override
    public boolean isUndecided(long pid) {
        return undecided.contains(pid, System.nanoTime());
    }

    @Override
    public List<SelectedProcess> selected() {
        return List.copyOf(selected.values());
    }

    List<EndedProcess> endedSince(long nanos) {
        return ended.since(nanos);
    }

    void seen(long pid, Tracked process, long now) {
        undecided.seen(pid, process, now);
        @Nullable SelectedProcess by = process.selected();
        if (by == null) {
            selected.remove(pid);
            ended.forget(pid);
        } else {
            selected.put(pid, by);
        }
    }

    void ended(Tracked last, long now) {
        long pid = last.stat().pid();
        @Nullable SelectedProcess was = last.selected();
        if (was != null) {
            ended.add(new EndedProcess(was, last.stat(), last.readMillis(), now));
            selected.remove(pid);
        }
        undecided.ended(pid);
    }

    /// Decides about processes that ended before it was known what they were.
    void decideGone(Function<Tracked, Decision> decide, BiFunction<Tracked, Selected, EndedProcess> select) {
        for (Tracked gone : undecided.gone()) {
            Decision decision = decide.apply(gone);
            if (decision instanceof Selected by) {
                ended.add(select.apply(gone, by));
            }
            if (!(decision instanceof Skip.PodUnknown)) {
                undecided.forget(gone.stat().pid());
            }
        }
    }

    void expire(long now) {
        ended.expire(now);
        undecided.expire(now);
    }
}
