package dev.podflame.agent.process;

import dev.podflame.agent.target.Candidate;
import dev.podflame.agent.target.ContainerIdentity;
import dev.podflame.agent.target.Decision;
import dev.podflame.agent.target.Placement;
import dev.podflame.agent.target.Selected;
import dev.podflame.agent.target.Skip;
import dev.podflame.agent.target.TargetSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
    private final TargetSource targets;
    private final Containers containers;
    private final SeriesAttributes series;
    private final RuntimeDetector runtimes;
    private final Users users = new Users(Path.of("/etc/passwd"));

    ProcessInspector(
            ProcFiles proc,
            TargetSource targets,
            RuntimeDetector runtimes,
            Containers containers,
            SeriesAttributes series) {
        this.proc = proc;
        this.targets = targets;
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
    Optional<Tracked> look(long pid, @Nullable Tracked before, boolean closely, long nowNanos) {
        ProcStat stat = proc.stat(pid).orElse(null);
        if (stat == null || stat.hasEnded()) {
            return Optional.empty();
        }
        long readMillis = System.currentTimeMillis();
        @Nullable Tracked same = before != null && before.stat().key().equals(stat.key()) ? before : null;
        int looks = same == null ? 1 : same.looks() + 1;
        if (stat.isKernelThread()) {
            long never = nowNanos + NEVER_NANOS;
            return Optional.of(
                    new Tracked(stat, readMillis, new Skip.KernelThread(), Placement.MACHINE, "", null, looks, never));
        }
        long nextLook = nowNanos + delayNanos(stat, looks);
        if (same != null && !closely && isSettled(same) && isUnchanged(same, stat)) {
            return Optional.of(new Tracked(
                    stat,
                    readMillis,
                    same.decision(),
                    same.placement(),
                    same.executable(),
                    same.selected(),
                    looks,
                    nextLook));
        }
        CgroupMembership cgroup = CgroupMembership.parse(proc.cgroup(pid));
        Candidates candidates = new Candidates(stat, cgroup);
        Decision decision = targets.decide(cgroup.placement(), candidates);
        @Nullable
        SelectedProcess selected = switch (decision) {
            case Selected by -> select(stat, candidates.get(), by, knownRuntime(same, candidates.get()));
            case Skip skip -> null;
        };
        String executable = candidates.read == null ? "" : candidates.read.executable();
        return Optional.of(
                new Tracked(stat, readMillis, decision, cgroup.placement(), executable, selected, looks, nextLook));
    }

    /// A process that had ended when it turned out to be selected: all that is left of it is its name.
    EndedProcess selectEnded(Tracked last, Selected by, long nowNanos) {
        String name = last.stat().name();
        Candidate candidate = new Candidate(name, List.of(), "", -1, "", Optional.empty());
        String runtime =
                RuntimeDetector.byExecutable(name).map(LanguageRuntime::label).orElse("");
        ProcessKey key = last.stat().key();
        SelectedProcess process = new SelectedProcess(
                key,
                by.targetName(),
                series.of(key, candidate, by, runtime),
                runtime,
                by.frequencyHz(),
                by.profiling());
        return new EndedProcess(process, last.stat(), last.readMillis(), nowNanos);
    }

    /// Reads what can be known of a process without opening its files, if anybody asks.
    private final class Candidates implements Supplier<Candidate> {
        private final ProcStat stat;
        private final CgroupMembership cgroup;
        private @Nullable Candidate read;

        Candidates(ProcStat stat, CgroupMembership cgroup) {
            this.stat = stat;
            this.cgroup = cgroup;
        }

        @Override
        public Candidate get() {
            if (read == null) {
                read = candidate(stat, cgroup);
            }
            return read;
        }
    }

    /// Whether a glance is enough: the process isn't young, and it isn't the turn of a closer look.
    private static boolean isSettled(Tracked before) {
        return before.looks() > NEXT_LOOK_SECONDS.length && before.looks() % CLOSE_LOOK_EVERY != 0;
    }

    private boolean isUnchanged(Tracked before, ProcStat stat) {
        @Nullable SelectedProcess selected = before.selected();
        boolean lacksName = before.decision() instanceof Selected.OnHost
                && selected != null
                && selected.attributes().containsKey("container.id")
                && !selected.attributes().containsKey("container.name");
        return !lacksName
                && before.stat().name().equals(stat.name())
                && (before.executable().isEmpty()
                        || proc.executable(stat.pid())
                                .filter(before.executable()::equals)
                                .isPresent());
    }

    private Candidate candidate(ProcStat stat, CgroupMembership cgroup) {
        long pid = stat.pid();
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

    private SelectedProcess select(ProcStat stat, Candidate candidate, Selected by, @Nullable String knownRuntime) {
        String runtime = knownRuntime == null
                ? runtimes.detect(stat.pid(), candidate.executableName()).label()
                : knownRuntime;
        return new SelectedProcess(
                stat.key(),
                by.targetName(),
                series.of(stat.key(), candidate, by, runtime),
                runtime,
                by.frequencyHz(),
                by.profiling());
    }

    private static long delayNanos(ProcStat stat, int looks) {
        // Spread by pid, so that processes that were found together aren't looked at together for ever.
        long seconds = looks <= NEXT_LOOK_SECONDS.length
                ? NEXT_LOOK_SECONDS[looks - 1]
                : SELDOM_SECONDS + stat.pid() % (SELDOM_SECONDS / 3);
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
