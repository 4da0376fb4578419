package dev.podflame.bench.program;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A fixed amount of work, done on every core at once by a program that prints the seconds and the CPU seconds it took.
///
/// @param name what it is called in the report
/// @param command its command line, without the number of rounds
/// @param installation where it may write
public record Workload(String name, List<String> command, Installation installation) {

    public Workload {
        command = List.copyOf(command);
    }

    /// Loops of arithmetic and calls, in C.
    public static Workload compiled(Installation installation) {
        return new Workload("C", List.of(program(installation).toString()), installation);
    }

    /// The demo's slow Python function.
    public static Workload python(Installation installation) {
        Path script = installation.root().resolve("bench/workloads/biggest.py");
        Path demo = installation.root().resolve("demo/biggest-numbers");
        return new Workload("Python", List.of("python3", script.toString(), demo.toString()), installation);
    }

    static Path program(Installation installation) {
        return installation.work().resolve("bin/fixed-work");
    }

    /// What one run took, mean over the cores.
    ///
    /// @param seconds until it was done
    /// @param cpuSeconds that it was running, whatever else ran meanwhile
    public record Run(double seconds, double cpuSeconds) {}

    /// Runs it on every core.
    public Run run(Programs programs, long rounds) throws IOException, InterruptedException {
        List<StartedProgram> running = new ArrayList<>();
        int cores = Runtime.getRuntime().availableProcessors();
        for (int core = 0; core < cores; core++) {
            running.add(programs.keep(start(rounds, core)));
        }
        double seconds = 0;
        double cpuSeconds = 0;
        for (StartedProgram program : running) {
            String[] printed = program.await().strip().split(" ", 2);
            seconds += Double.parseDouble(printed[0]);
            cpuSeconds += Double.parseDouble(printed[1]);
            programs.end(program);
        }
        return new Run(seconds / cores, cpuSeconds / cores);
    }

    /// Starts one that works until it is ended.
    public StartedProgram burn(int core) throws IOException {
        return start(0, core);
    }

    private StartedProgram start(long rounds, int core) throws IOException {
        List<String> line = new ArrayList<>(command);
        line.add(Long.toString(rounds));
        return StartedProgram.start(
                "the " + name + " workload", line, Map.of(), installation.log("work-" + name + "-" + core));
    }
}
