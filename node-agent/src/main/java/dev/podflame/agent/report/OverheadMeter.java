package dev.podflame.agent.report;

import dev.podflame.agent.process.ProcFiles;
import dev.podflame.agent.sample.ContainerSamples;
import dev.podflame.agent.sample.SampleCounts;
import dev.podflame.agent.sample.SampleCounts.Fate;
import dev.podflame.agent.usage.ProgramUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Measures what profiling costs: the CPU time of agent and engine between two looks at least ten seconds apart, and
/// each container's share of it. Not thread-safe.
///
/// The engine works for the whole node, so the share is by samples among all that it took, kept or not.
final class OverheadMeter {

    private static final Duration WINDOW = Duration.ofSeconds(10);
    private static final Set<String> ENGINE = Set.of("ebpf-profiler", "podflame-launch");

    private final ProcFiles proc = new ProcFiles();
    private final SampleCounts counts;
    private final ContainerSamples samples;
    private final int cpus = cpus();
    private Look last;
    private Map<String, Double> percentByContainer = Map.of();
    private AgentReport.Overhead overhead;

    OverheadMeter(SampleCounts counts, ContainerSamples samples) {
        this.counts = counts;
        this.samples = samples;
        this.last = look(Set.of());
        this.overhead = new AgentReport.Overhead(0, 0, last.residentBytes(), 0, cpus);
    }

    private record Look(
            long nanos,
            double agentSeconds,
            double engineSeconds,
            long residentBytes,
            long allSamples,
            Map<String, Long> byContainer) {}

    /// Measures anew if the last time is long enough ago.
    void update(Set<String> containerIds) {
        if (System.nanoTime() - last.nanos() < WINDOW.toNanos()) {
            return;
        }
        Look now = look(containerIds);
        double seconds = (now.nanos() - last.nanos()) / 1e9;
        // An engine that was started anew counts from zero again.
        double agent = Math.max(0, now.agentSeconds() - last.agentSeconds()) / seconds;
        double engine = Math.max(0, now.engineSeconds() - last.engineSeconds()) / seconds;
        overhead = new AgentReport.Overhead(agent, engine, now.residentBytes(), (agent + engine) / cpus * 100, cpus);
        percentByContainer = shares(now, (agent + engine) * 100);
        last = now;
    }

    private Map<String, Double> shares(Look now, double percent) {
        Map<String, Double> shares = new HashMap<>();
        long all = now.allSamples() - last.allSamples();
        now.byContainer().forEach((id, count) -> {
            long own = count - last.byContainer().getOrDefault(id, 0L);
            shares.put(id, all <= 0 ? 0 : percent * Math.max(0, own) / all);
        });
        return shares;
    }

    AgentReport.Overhead overhead() {
        return overhead;
    }

    double percent(String containerId) {
        return percentByContainer.getOrDefault(containerId, 0.0);
    }

    private Look look(Set<String> containerIds) {
        double agent = 0;
        double engine = 0;
        long resident = 0;
        for (Map.Entry<String, ProgramUsage> program : ProgramUsage.all(proc).entrySet()) {
            resident += program.getValue().residentBytes();
            if (ENGINE.contains(program.getKey())) {
                engine += program.getValue().cpuSeconds();
            } else {
                agent += program.getValue().cpuSeconds();
            }
        }
        Map<String, Long> byContainer = new HashMap<>();
        for (String id : containerIds) {
            samples.of(id).ifPresent(seen -> byContainer.put(id, seen.samples()));
        }
        long all = counts.of(Fate.KEPT) + counts.of(Fate.NOT_SELECTED) + counts.of(Fate.PID_REUSED);
        return new Look(System.nanoTime(), agent, engine, resident, all, byContainer);
    }

    /// CPUs of the node; this program itself may be limited to fewer.
    private static int cpus() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
            return (int)
                    Math.max(1, lines.filter(line -> line.matches("cpu[0-9].*")).count());
        } catch (IOException e) {
            return Runtime.getRuntime().availableProcessors();
        }
    }
}
