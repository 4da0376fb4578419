package dev.podflame.agent.soak;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The program in `e2e/jvm-split`, compiled, and the runtimes of this machine that can run it.
record SplitProgram(Path root, Path classes) {
    private static final int[] VERSIONS = {25, 17, 21, 11};

    /// By a process of its own, so that the compiler's memory isn't taken for the agent's.
    static SplitProgram compile(Path root, Path folder) throws IOException, InterruptedException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "--release",
                "8",
                "-Xlint:-options",
                "-d",
                classes.toString()));
        try (Stream<Path> sources = Files.list(root.resolve("e2e/jvm-split/split"))) {
            sources.map(Path::toString).sorted().forEach(command::add);
        }
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("the program in e2e/jvm-split can't be compiled");
        }
        return new SplitProgram(root, classes);
    }

    /// Homes of the runtimes of several versions; at least the one that runs this.
    List<Path> runtimes() throws IOException, InterruptedException {
        List<Path> homes = new ArrayList<>();
        for (int version : VERSIONS) {
            Process process = new ProcessBuilder(
                            root.resolve("build-support/jdks.sh").toString(), Integer.toString(version))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String home = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (process.waitFor() == 0) {
                homes.add(Path.of(home));
            }
        }
        return homes.isEmpty() ? List.of(Path.of(System.getProperty("java.home"))) : homes;
    }
}
