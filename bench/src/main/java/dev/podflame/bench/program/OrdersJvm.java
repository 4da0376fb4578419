package dev.podflame.bench.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The busy Java program `bench/workloads/Orders.java`, on every core until it is ended.
public final class OrdersJvm implements AutoCloseable {
    /// How a target finds it.
    public static final String MARK = "podflame-bench-orders";

    private static final Duration ANSWER = Duration.ofSeconds(30);

    private final StartedProgram program;
    private final Path progress;

    private OrdersJvm(StartedProgram program, Path progress) {
        this.program = program;
        this.progress = progress;
    }

    public static OrdersJvm start(Installation installation) throws IOException {
        Path progress = installation.work().resolve("orders.progress");
        List<String> command = List.of(
                tool("java"),
                "-D" + MARK + "=true",
                "-Xmx512m",
                "-cp",
                installation.work().resolve("bin/orders").toString(),
                "Orders",
                progress.toString());
        return new OrdersJvm(
                StartedProgram.start("the Java workload", command, Map.of(), installation.log("orders")), progress);
    }

    public long pid() {
        return program.pid();
    }

    /// What it did in a stretch of time.
    ///
    /// @param perSecond rounds of work a second
    /// @param perCpuSecond rounds per second that it was running, whatever else ran meanwhile
    public record Speed(double perSecond, double perCpuSecond) {}

    /// Watches it for so long.
    public Speed watch(Duration length) throws IOException, InterruptedException {
        long[] first = latest();
        long end = first[0] + length.toNanos();
        Waiting.until("work of the Java workload", length.plus(ANSWER), () -> {
            program.checkAlive();
            return latest()[0] >= end;
        });
        long[] last = latest();
        double rounds = last[1] - first[1];
        return new Speed(1e9 * rounds / (last[0] - first[0]), 1e9 * rounds / (last[2] - first[2]));
    }

    /// The newest line that it has written: nanoseconds, rounds, CPU nanoseconds.
    private long[] latest() throws IOException, InterruptedException {
        Waiting.until("the start of the Java workload", ANSWER, () -> lines().size() > 1);
        String[] fields = lines().getLast().split(" ", 3);
        return new long[] {Long.parseLong(fields[0]), Long.parseLong(fields[1]), Long.parseLong(fields[2])};
    }

    private List<String> lines() throws IOException {
        program.checkAlive();
        if (!Files.exists(progress)) {
            return List.of();
        }
        String text = Files.readString(progress, StandardCharsets.US_ASCII);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    /// Switches Flight Recorder on with the settings that the JDK calls `profile`, until it is closed.
    public AutoCloseable record(Installation installation) throws IOException, InterruptedException {
        jcmd(installation, "JFR.start", "name=bench", "settings=profile");
        return () -> jcmd(installation, "JFR.stop", "name=bench");
    }

    private void jcmd(Installation installation, String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tool("jcmd"), Long.toString(pid())));
        command.addAll(List.of(words));
        try (StartedProgram jcmd =
                StartedProgram.start("jcmd " + words[0], command, Map.of(), installation.log("jcmd"))) {
            jcmd.await();
        }
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    @Override
    public void close() {
        program.close();
    }
}
