package dev.podflame.bench.part;

import dev.podflame.bench.program.AgentProgram;
import dev.podflame.bench.program.DemoServices;
import dev.podflame.bench.program.Installation;
import dev.podflame.bench.program.ProcessUsage;
import dev.podflame.bench.program.Programs;
import dev.podflame.bench.program.StartedProgram;
import dev.podflame.bench.program.Workload;
import dev.podflame.bench.report.Figures;
import dev.podflame.bench.report.Measurement;
import dev.podflame.bench.report.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What the agent costs the machine and the programs it watches.
public final class AgentPart {
    private static final String NAME = "Agent";
    // Classes are loaded, symbol tables are read, the first batches are sent.
    private static final Duration SETTLE = Duration.ofSeconds(15);
    private static final String TARGET = """
            apiVersion: podflame.dev/v1alpha1
            kind: HostTarget
            metadata: {name: bench}
            spec:
              match:
              - executable: "*/fixed-work"
              - commandLine: "/biggest\\\\.py "
              service: {name: fixed-work, namespace: bench}
            """;

    private final Installation installation;
    private final Programs programs;
    private final RunningStore store;
    private final int watchSeconds;
    private final ThroughputLoss.Plan plan;

    /// @param watchSeconds how long the agent is watched, idle and busy each
    /// @param workSeconds about how long one run of a workload takes
    /// @param rounds runs of each workload, with and without the agent each
    public AgentPart(
            Installation installation,
            Programs programs,
            RunningStore store,
            int watchSeconds,
            int workSeconds,
            int rounds) {
        this.installation = installation;
        this.programs = programs;
        this.store = store;
        this.watchSeconds = watchSeconds;
        this.plan = new ThroughputLoss.Plan(workSeconds, rounds);
    }

    public Part measure() throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Part.without(NAME, "the eBPF profiler needs root: run make bench as root");
        }
        Path targets = targets();
        List<Measurement> rows = new ArrayList<>();
        AgentProgram agent = programs.keep(agent(targets));
        rows.addAll(cost("idle", "< 0.20 %", agent));
        rows.addAll(busy(agent));
        programs.end(agent);
        ThroughputLoss loss = new ThroughputLoss(programs, plan, () -> agent(targets));
        rows.addAll(loss.measure(Workload.compiled(installation)));
        rows.addAll(loss.measure(Workload.python(installation)));
        return new Part(NAME, notes(), rows);
    }

    private AgentProgram agent(Path targets) throws IOException, InterruptedException {
        return AgentProgram.start(installation, store.collector().url(), targets);
    }

    /// The demo's services and the workloads of the benchmark.
    private Path targets() throws IOException {
        Path folder = Files.createDirectories(installation.work().resolve("targets"));
        Files.copy(installation.root().resolve("demo/targets/services.yaml"), folder.resolve("services.yaml"));
        Files.writeString(folder.resolve("workloads.yaml"), TARGET);
        return folder;
    }

    private List<Measurement> busy(AgentProgram agent) throws IOException, InterruptedException {
        DemoServices services = programs.keep(DemoServices.start(installation));
        List<StartedProgram> burners = new ArrayList<>();
        for (int core = 0; core < Runtime.getRuntime().availableProcessors(); core++) {
            burners.add(programs.keep(Workload.compiled(installation).burn(core)));
        }
        List<Measurement> rows = cost("busy", "< 1.00 %", agent);
        burners.forEach(programs::end);
        programs.end(services);
        return rows;
    }

    /// Watches the agent for a while.
    private List<Measurement> cost(String when, String target, AgentProgram agent)
            throws IOException, InterruptedException {
        Thread.sleep(SETTLE);
        Map<String, ProcessUsage> before = agent.usage();
        long start = System.nanoTime();
        Thread.sleep(Duration.ofSeconds(watchSeconds));
        Map<String, ProcessUsage> after = agent.usage();
        double seconds =
                (System.nanoTime() - start) / 1e9 * Runtime.getRuntime().availableProcessors();
        List<Measurement> rows = new ArrayList<>();
        double cpu = 0;
        long resident = 0;
        for (Map.Entry<String, ProcessUsage> program : after.entrySet()) {
            ProcessUsage usage = program.getValue();
            ProcessUsage earlier = before.get(program.getKey());
            double used = usage.cpuSeconds() - (earlier == null ? 0 : earlier.cpuSeconds());
            cpu += used;
            resident += usage.residentBytes();
            rows.add(row(when + ": " + program.getKey(), used / seconds, usage.residentBytes()));
        }
        rows.add(row(when + ": all together", cpu / seconds, resident).target(target + ", < 238 MiB (250 MB)"));
        return rows;
    }

    private static Measurement row(String what, double share, long residentBytes) {
        return Measurement.of(what, Figures.percent(share) + " CPU, " + Figures.mebibytes(residentBytes) + " RSS");
    }

    private List<String> notes() {
        return List.of(
                "19 Hz on every core. CPU is the share of the whole machine over " + watchSeconds
                        + " s, from the processes' times in /proc, " + SETTLE.toSeconds()
                        + " s after the start; a program that isn't listed wasn't running.",
                "Idle: nothing that is selected runs. Busy: the demo's services under load, and one program per core"
                        + " that never rests.",
                "Throughput: a fixed amount of work on every core at once, " + plan.rounds()
                        + " runs with and without the agent in turn; the loss is of the medians. The BPF programs' own"
                        + " time is in it. By CPU time it leaves out what the agent and others took from the cores"
                        + " meanwhile.",
                "Baseline: the same work without the agent; its spread is how much two runs differ by chance.");
    }
}
