package dev.podflame.bench.part;

import dev.podflame.bench.program.AgentProgram;
import dev.podflame.bench.program.Programs;
import dev.podflame.bench.program.Workload;
import dev.podflame.bench.report.Figures;
import dev.podflame.bench.report.Measurement;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// How much longer a fixed piece of work takes while it is profiled.
final class ThroughputLoss {
    private static final long TRIAL_ROUNDS = 20;
    // The engine's start and the reading of symbols aren't what is measured.
    private static final Duration SETTLE = Duration.ofSeconds(5);

    /// @param seconds about how long one run takes
    /// @param rounds how many runs there are with and without the agent each
    record Plan(int seconds, int rounds) {}

    /// Starts an agent that samples.
    interface AgentStart {
        AgentProgram start() throws IOException, InterruptedException;
    }

    private final Programs programs;
    private final Plan plan;
    private final AgentStart agent;

    ThroughputLoss(Programs programs, Plan plan, AgentStart agent) {
        this.programs = programs;
        this.plan = plan;
        this.agent = agent;
    }

    List<Measurement> measure(Workload workload) throws IOException, InterruptedException {
        double trial = workload.run(programs, TRIAL_ROUNDS).seconds();
        long amount = Math.max(1, Math.round(TRIAL_ROUNDS * plan.seconds / trial));
        List<Workload.Run> without = new ArrayList<>();
        List<Workload.Run> with = new ArrayList<>();
        for (int round = 0; round < plan.rounds; round++) {
            without.add(workload.run(programs, amount));
            AgentProgram watching = programs.keep(agent.start());
            Thread.sleep(SETTLE);
            with.add(workload.run(programs, amount));
            programs.end(watching);
        }
        return List.of(
                row("throughput lost by the " + workload.name() + " workload", without, with, Workload.Run::seconds),
                row("the same by its CPU time", without, with, Workload.Run::cpuSeconds));
    }

    private static Measurement row(
            String what, List<Workload.Run> without, List<Workload.Run> with, ToDoubleFunction<Workload.Run> time) {
        double[] plain = without.stream().mapToDouble(time).sorted().toArray();
        double usual = Figures.median(plain);
        double watched = Figures.median(with.stream().mapToDouble(time).toArray());
        double spread = (plain[plain.length - 1] - plain[0]) / usual;
        return Measurement.of(what, Figures.percent(1 - usual / watched))
                .target("< 1.00 %")
                .against(
                        Figures.number(usual) + " s, spread " + Figures.percent(spread), Figures.ratio(watched, usual));
    }
}
