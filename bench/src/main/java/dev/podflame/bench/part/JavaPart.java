package dev.podflame.bench.part;

import dev.podflame.bench.program.AgentProgram;
import dev.podflame.bench.program.Installation;
import dev.podflame.bench.program.OrdersJvm;
import dev.podflame.bench.program.OrdersJvm.Speed;
import dev.podflame.bench.program.Programs;
import dev.podflame.bench.report.Figures;
import dev.podflame.bench.report.Measurement;
import dev.podflame.bench.report.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// What profiling costs a busy JVM: with the agent's async-profiler at several settings, and with Flight Recorder.
public final class JavaPart {
    private static final String NAME = "Java";
    private static final String RECORDER = "Flight Recorder, settings=profile";
    // Code gets compiled, and the agent takes no JVM that is younger than a minute.
    private static final Duration WARM_UP = Duration.ofSeconds(65);
    private static final Duration SETTLE = Duration.ofSeconds(3);
    // An agent that starts reads every program of the machine once, which takes a core some ten seconds.
    private static final Duration AGENT_SETTLES = Duration.ofSeconds(15);

    private final Installation installation;
    private final Programs programs;
    private final RunningStore store;
    private final Duration watched;
    private final int rounds;

    /// @param watchSeconds how long each run is watched
    /// @param rounds runs of each setting
    public JavaPart(Installation installation, Programs programs, RunningStore store, int watchSeconds, int rounds) {
        this.installation = installation;
        this.programs = programs;
        this.store = store;
        this.watched = Duration.ofSeconds(watchSeconds);
        // Each round takes some five minutes.
        this.rounds = Math.min(2, rounds);
    }

    /// A setting's name and what its target says.
    private record Setting(String name, String engine, String profiles) {
        String target() {
            return """
            apiVersion: podflame.dev/v1alpha1
            kind: HostTarget
            metadata: {name: orders}
            spec:
              match:
              - commandLine: "%s"
              service: {name: orders, namespace: bench}
              java: {engine: %s}
              profiles: [%s]
              budget: {cpuPercent: 100, memory: 256Mi}
            """.formatted(OrdersJvm.MARK, engine, profiles);
        }
    }

    private static List<Setting> settings() {
        return List.of(
                new Setting("cpu 19 Hz", "async-profiler", "{type: cpu, frequencyHz: 19}"),
                new Setting("cpu 49 Hz", "async-profiler", "{type: cpu, frequencyHz: 49}"),
                new Setting("cpu 99 Hz", "async-profiler", "{type: cpu, frequencyHz: 99}"),
                new Setting("alloc 1 MiB", "async-profiler", "{type: alloc, everyBytes: 1Mi}"),
                new Setting("lock 10 ms", "async-profiler", "{type: lock, threshold: 10ms}"),
                new Setting(
                        "cpu 19 Hz, alloc 1 MiB and lock 10 ms",
                        "async-profiler",
                        "{type: cpu, frequencyHz: 19}, {type: alloc, everyBytes: 1Mi},"
                                + " {type: lock, threshold: 10ms}"));
    }

    /// One run with profiling, and the mean of the runs without before and after it.
    private record Pair(Speed with, Speed without) {
        double lost(ToDoubleFunction<Speed> speed) {
            return 1 - speed.applyAsDouble(with) / speed.applyAsDouble(without);
        }
    }

    public Part measure() throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Part.without(NAME, "the eBPF profiler needs root: run make bench as root");
        }
        OrdersJvm jvm = programs.keep(OrdersJvm.start(installation));
        jvm.watch(WARM_UP);
        // What it loads once, it loads before it is measured.
        programs.end(programs.keep(jvm.record(installation)));
        List<Speed> bare = new ArrayList<>(List.of(jvm.watch(watched)));
        Map<String, List<Pair>> pairs = new LinkedHashMap<>();
        for (int round = 0; round < rounds; round++) {
            for (Setting setting : settings()) {
                add(pairs, setting.name(), jvm, agent(setting, jvm), bare);
            }
            add(pairs, RECORDER, jvm, programs.keep(jvm.record(installation)), bare);
        }
        programs.end(jvm);
        checkStored();
        return new Part(NAME, notes(), rows(pairs, bare));
    }

    private void add(
            Map<String, List<Pair>> pairs, String name, OrdersJvm jvm, AutoCloseable profiler, List<Speed> bare)
            throws IOException, InterruptedException {
        Thread.sleep(SETTLE);
        Speed with = jvm.watch(watched);
        programs.end(profiler);
        Thread.sleep(SETTLE);
        Speed before = bare.getLast();
        Speed after = jvm.watch(watched);
        bare.add(after);
        Speed without = new Speed(
                (before.perSecond() + after.perSecond()) / 2, (before.perCpuSecond() + after.perCpuSecond()) / 2);
        pairs.computeIfAbsent(name, key -> new ArrayList<>()).add(new Pair(with, without));
    }

    private AgentProgram agent(Setting setting, OrdersJvm jvm) throws IOException, InterruptedException {
        Path targets = Files.createDirectories(installation.work().resolve("java-targets"));
        Files.writeString(targets.resolve("orders.yaml"), setting.target());
        AgentProgram agent =
                programs.keep(AgentProgram.start(installation, store.collector().url(), targets));
        if (!setting.engine().equals("ebpf")) {
            agent.awaitEngine(jvm.pid(), setting.engine());
        }
        Thread.sleep(AGENT_SETTLES);
        return agent;
    }

    /// What costs nothing may not have happened.
    private void checkStored() throws IOException, InterruptedException {
        try (Api api = new Api(store.collector().url(), false)) {
            for (String type : List.of("cpu", "alloc", "lock")) {
                byte[] answer = api.answer("/api/v1/flamegraph.json?namespace=bench&service=orders&nodes=10&from=now-2h"
                        + "&type=" + type);
                if (Api.number(answer, "total") == 0) {
                    throw new IOException("no " + type + " of the Java workload was stored");
                }
            }
        }
    }

    private List<Measurement> rows(Map<String, List<Pair>> pairs, List<Speed> bare) {
        List<Measurement> rows = new ArrayList<>();
        double[] plain = bare.stream().mapToDouble(Speed::perSecond).sorted().toArray();
        rows.add(Measurement.of(
                "bare run",
                Figures.count(Math.round(Figures.median(plain))) + " rounds/s, spread "
                        + Figures.percent((plain[plain.length - 1] - plain[0]) / Figures.median(plain))));
        pairs.forEach((name, runs) -> {
            rows.add(row("throughput lost: " + name, runs, pairs, Speed::perSecond));
            rows.add(row("the same by CPU time", runs, pairs, Speed::perCpuSecond));
        });
        return rows;
    }

    private static Measurement row(
            String what, List<Pair> runs, Map<String, List<Pair>> all, ToDoubleFunction<Speed> speed) {
        double[] lost =
                runs.stream().mapToDouble(run -> run.lost(speed)).sorted().toArray();
        String spread = " (" + Figures.percent(lost[0]) + " to " + Figures.percent(lost[lost.length - 1]) + ")";
        double recorder = median(all.getOrDefault(RECORDER, List.of()), speed);
        double median = Figures.median(lost);
        Measurement row = Measurement.of(what, Figures.percent(median) + spread);
        return runs.equals(all.get(RECORDER))
                ? row
                : row.against(Figures.percent(recorder), Figures.ratio(1 - recorder, 1 - median));
    }

    private static double median(List<Pair> runs, ToDoubleFunction<Speed> speed) {
        return Figures.median(runs.stream().mapToDouble(run -> run.lost(speed)).toArray());
    }

    private List<String> notes() {
        return List.of(
                "A program that keeps every core busy with objects, maps, strings, sorting and a contended lock, below"
                        + " 40 calls, in one JVM (Java " + Runtime.version().feature() + ") all the time. Each run"
                        + " is " + watched.toSeconds() + " s, between two bare runs whose mean is what it is held"
                        + " against; " + rounds + " runs of each setting, in turn; median, least and most.",
                "The agent is the whole one, with its eBPF engine on the same cores, started for each run and given "
                        + AGENT_SETTLES.toSeconds()
                        + " s to read the machine's programs; bare runs are without agent. By CPU time it leaves out what agent and collector took from the cores.",
                "Checked: profiles of all three types were stored. The targets' budget is so high that no rate is lowered; the default is 1 % of a CPU.",
                "Baseline: the throughput lost with Flight Recorder's own profile settings. Ratio: time that the same"
                        + " work takes, to the time with Flight Recorder; below 1 is cheaper.");
    }
}
