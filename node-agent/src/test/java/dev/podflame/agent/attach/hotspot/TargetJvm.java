package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.process.Eventually;
import dev.podflame.agent.process.ProcFiles;
import dev.podflame.agent.process.ProcessKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/// A real JVM to attach to, with a `/tmp` of its own, so that whatever is found there afterwards is the
/// agent's. It ends with the program that started it.
final class TargetJvm implements AutoCloseable {
    private static final String MAIN = "Target";
    private static final String READY = "ready\n";

    /// Runs on every Java: allocates, computes, sleeps.
    private static final String SOURCE = """
            public class Target {
                static volatile Object last;
                public static void main(String[] arguments) throws Exception {
                    Thread work = new Thread(() -> {
                        while (true) {
                            for (int i = 0; i < 1000; i++) { last = new byte[1000]; }
                            try { Thread.sleep(1); } catch (InterruptedException e) { return; }
                        }
                    });
                    work.setDaemon(true);
                    work.start();
                    System.out.print("ready\\n");
                    while (System.in.read() >= 0) { }
                }
            }
            """;

    private final Process process;
    private final Path printed;
    private final Path errors;

    private TargetJvm(Process process, Path printed, Path errors) {
        this.process = process;
        this.printed = printed;
        this.errors = errors;
    }

    /// How one is started.
    ///
    /// @param around command that ends by starting what is appended to it
    record Launch(Path java, List<String> around, List<String> flags) {
        Launch {
            around = List.copyOf(around);
            flags = List.copyOf(flags);
        }

        static Launch of(Path java) {
            return new Launch(java, tmp("mode=1777"), List.of());
        }

        /// The Java that this test runs in.
        static Launch plain() {
            return of(Path.of(System.getProperty("java.home"), "bin/java"));
        }

        Launch flags(String... more) {
            return new Launch(java, around, List.of(more));
        }

        /// The last command is the outermost.
        Launch around(List<String> outer) {
            return new Launch(java, outer, flags);
        }

        Launch inside(String... command) {
            List<String> longer = new ArrayList<>(around);
            longer.addAll(List.of(command));
            return new Launch(java, longer, flags);
        }
    }

    /// With a file system of its own at `/tmp`, mounted with these options.
    static List<String> tmp(String options) {
        return inMounts("mount -t tmpfs -o " + options + " podflame-test /tmp");
    }

    static List<String> inMounts(String script) {
        return List.of("unshare", "--mount", "sh", "-c", script + " && exec \"$@\"", "sh");
    }

    /// Starts one and waits until its program runs.
    ///
    /// @param folder that every user can read, outside of `/tmp`
    static TargetJvm start(Launch launch, Path folder) throws IOException {
        Path files = Files.createTempDirectory(folder, "jvm");
        Files.setPosixFilePermissions(files, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path source = Files.writeString(files.resolve(MAIN + ".java"), SOURCE);
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "--release", "8", "-Xlint:-options", source.toString());
        if (compiled != 0) {
            throw new IllegalStateException("the target's program doesn't compile");
        }
        List<String> command = new ArrayList<>(launch.around());
        command.add(launch.java().toString());
        command.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-cp", files.toString()));
        command.addAll(launch.flags());
        command.add(MAIN);
        Path printed = files.resolve("out");
        Path errors = files.resolve("err");
        Process process = new ProcessBuilder(command)
                .directory(files.toFile())
                .redirectOutput(printed.toFile())
                .redirectError(errors.toFile())
                .start();
        TargetJvm jvm = new TargetJvm(process, printed, errors);
        Eventually.that("the target runs", () -> jvm.printed().startsWith(READY) || !process.isAlive());
        if (!process.isAlive()) {
            throw new IllegalStateException("the target didn't start: " + jvm.printed());
        }
        return jvm;
    }

    JvmProcess asProcess(String image) {
        return new JvmProcess(key(), "", image);
    }

    ProcessKey key() {
        return new ProcFiles().stat(process.pid()).orElseThrow().key();
    }

    Process process() {
        return process;
    }

    /// All that it has printed but its first line, which is its own.
    String saidByOthers() {
        String all = printed();
        return all.startsWith(READY) ? all.substring(READY.length()) : all;
    }

    private String printed() {
        try {
            return Files.readString(printed) + Files.readString(errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Its `/tmp`, as this program reaches it.
    Path tmp() {
        return Path.of("/proc", Long.toString(process.pid()), "root", "tmp");
    }

    /// What is in its `/tmp` and isn't its own.
    Set<String> leftInTmp() throws IOException {
        try (Stream<Path> files = Files.list(tmp())) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith(".java_pid") && !name.startsWith("hsperfdata_"))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /// As `kill -9` does.
    void kill() {
        process.destroyForcibly();
        Eventually.that("the target is dead", () -> !process.isAlive());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
