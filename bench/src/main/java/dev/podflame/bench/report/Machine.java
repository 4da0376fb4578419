package dev.podflame.bench.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where and when the figures come from.
///
/// @param cpu model of the processor
/// @param cores how many of them there are
/// @param memoryBytes how much memory
/// @param kernel its release
/// @param load load average before the run: others that were busy
/// @param time begin of the run
/// @param commit what was measured
public record Machine(
        String cpu, int cores, long memoryBytes, String kernel, String load, Instant time, String commit) {
    private static final double GIBIBYTE = 1 << 30;
    private static final Pattern MODEL = Pattern.compile("(?m)^model name\\s*:\\s*(.+)$");
    private static final Pattern MEMORY = Pattern.compile("(?m)^MemTotal:\\s*(\\d+) kB$");

    /// This machine, now.
    ///
    /// @param root the checkout
    public static Machine here(Path root) throws IOException {
        String memory = first(MEMORY, Files.readString(Path.of("/proc/meminfo")), "0");
        return new Machine(
                first(MODEL, Files.readString(Path.of("/proc/cpuinfo")), System.getProperty("os.arch", "unknown")),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(memory) * 1024,
                Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip(),
                Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0],
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                commit(root));
    }

    /// One line for each fact that is so in every run.
    public List<String> lines() {
        return List.of(
                "CPU: " + cpu + ", " + cores + " cores; memory: " + Figures.number(memoryBytes / GIBIBYTE) + " GiB",
                "kernel: " + kernel);
    }

    /// What tells this run from others.
    public String run() {
        return "Run of " + time + ", commit " + commit + ", load average before " + load + ".";
    }

    static String first(Pattern pattern, String text, String otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1).strip() : otherwise;
    }

    private static String commit(Path root) throws IOException {
        String head = git(root, "rev-parse", "--short=12", "HEAD");
        if (head.isEmpty()) {
            return "unknown";
        }
        // The results themselves change with every run.
        return head
                + (git(root, "status", "--porcelain", "--", ":!bench/RESULTS.md")
                                .isEmpty()
                        ? ""
                        : " and changes");
    }

    private static String git(Path root, String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("git", "--no-optional-locks", "-C", root.toString());
        builder.command().addAll(List.of(arguments));
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process git = builder.start();
            String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return git.waitFor() == 0 ? answer.strip() : "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
