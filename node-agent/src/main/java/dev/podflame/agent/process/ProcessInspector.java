package dev.podflame.agent.process;

import dev.podflame.agent.target.Candidate;
import dev.podflame.agent.target.ContainerIdentity;
import dev.podflame.agent.target.Decision;
import dev.podflame.agent.target.HostTarget;
import dev.podflame.agent.target.Selected;
import dev.podflame.agent.target.Skip;
import dev.podflame.agent.target.Targets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Looks at one process: reads what matching needs, asks the targets, and only if one selects it looks closer.
/// Belongs to one thread.
final class ProcessInspector {

    /// Programs become what they are in steps: fork, a move to another cgroup, exec, sometimes by way of a shell. So a
    /// young process is looked at again soon, and then seldom.
    private static final long[] NEXT_LOOK_SECONDS = {1, 2, 7};

    private static final long SELDOM_SECONDS = 60;
    private static final int CLOSE_LOOK_EVERY = 5;
    private static final long NEVER_NANOS = TimeUnit.DAYS.toNanos(365);

    private final ProcFiles proc;
    private final Containers containers;
    private final SeriesAttributes series;
    private final RuntimeDetector runtimes;
    private final Users users = new Users(Path.of("/etc/passwd"));

    ProcessInspector(ProcFiles proc, RuntimeDetector runtimes, Containers containers, SeriesAttributes series) {
        this.proc = proc;
        this.runtimes = runtimes;
        this.containers = containers;
        this.series = series;
    }

    /// To be called before a round of looks.
    void refresh() {
        users.refresh();
    }

    /// Reads the process again and decides again.
    ///
    /// @param before what was known of it, if it was looked at before
    /// @param closely look at everything again, because the targets or the process may be others now
    /// @return empty if it has ended
    Optional<Tracked> look(long pid, @Nullable Tracked before, boolean closely, Targets targets, long nowNanos) {
        ProcStat stat = proc.stat(pid).orElse(null);
        if (stat == null || stat.hasEnded()) {
            return Optional.empty();
        }
        long readMillis = System.currentTimeMillis();
        @Nullable Tracked same = before != null && before.stat().key().equals(stat.key()) ? before : null;
        int looks = same == null ? 1 : same.looks() + 1;
        if (stat.isKernelThread()) {
            return Optional.of(
                    new Tracked(stat, readMillis, new Skip.KernelThread(), "", null, looks, nowNanos + NEVER_NANOS));
        }
        long nextLook = nowNanos + delayNanos(stat, looks);
        if (same != null && !closely && isSettled(same) && isUnchanged(same, stat)) {
            return Optional.of(new Tracked(
                    stat, readMillis, same.decision(), same.executable(), same.selected(), looks, nextLook));
        }
        Candidate candidate = candidate(stat);
        Decision decision = targets.decide(candidate);
        @Nullable
        SelectedProcess selected = switch (decision) {
            case Selected(HostTarget target) -> select(stat, candidate, target, knownRuntime(same, candidate));
            case Skip skip -> null;
        };
        return Optional.of(new Tracked(stat, readMillis, decision, candidate.executable(), selected, looks, nextLook));
    }

    /// Whether a glance is enough: the process isn't young, and it isn't the turn of a closer look.
    private static boolean isSettled(Tracked before) {
        return before.looks() > NEXT_LOOK_SECONDS.length && before.looks() % CLOSE_LOOK_EVERY != 0;
    }

    private boolean isUnchanged(Tracked before, ProcStat stat) {
        @Nullable SelectedProcess selected = before.selected();
        boolean lacksName = selected != null
                && selected.attributes().containsKey("container.id")
                && !selected.attributes().containsKey("container.name");
        return !lacksName
                && before.stat().name().equals(stat.name())
                && proc.executable(stat.pid())
                        .filter(before.executable()::equals)
                        .isPresent();
    }

    private Candidate candidate(ProcStat stat) {
        long pid = stat.pid();
        CgroupMembership cgroup = CgroupMembership.parse(proc.cgroup(pid));
        Optional<ContainerIdentity> container = cgroup.container().map(containers::identify);
        List<String> arguments = proc.arguments(pid);
        String executable = proc.executable(pid)
                .orElse(arguments.isEmpty() || arguments.getFirst().isEmpty() ? stat.name() : arguments.getFirst());
        int uid = proc.user(pid);
        return new Candidate(
                executable,
                arguments,
                users.name(uid),
                uid < 0 ? -1 : Integer.toUnsignedLong(uid),
                cgroup.systemdUnit(),
                container);
    }

    /// The runtime doesn't change as long as the executable doesn't. Only a launcher that was just started may not have
    /// loaded it yet, and looks native.
    private static @Nullable String knownRuntime(@Nullable Tracked before, Candidate candidate) {
        if (before == null || before.selected() == null || !before.executable().equals(candidate.executable())) {
            return null;
        }
        String runtime = before.selected().runtime();
        boolean young = before.looks() <= NEXT_LOOK_SECONDS.length;
        return young && runtime.equals(LanguageRuntime.NATIVE.label()) ? null : runtime;
    }

    private SelectedProcess select(
            ProcStat stat, Candidate candidate, HostTarget target, @Nullable String knownRuntime) {
        String runtime = knownRuntime == null
                ? runtimes.detect(stat.pid(), candidate.executableName()).label()
                : knownRuntime;
        return new SelectedProcess(
                stat.key(), target.name(), series.of(stat.key(), candidate, target.service(), runtime), runtime);
    }

    private static long delayNanos(ProcStat stat, int looks) {
        // Spread by pid, so that processes that were found together aren't looked at together for ever.
        long seconds = looks <= NEXT_LOOK_SECONDS.length
                ? NEXT_LOOK_SECONDS[looks - 1]
                : SELDOM_SECONDS + stat.pid() % (SELDOM_SECONDS / 3);
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
