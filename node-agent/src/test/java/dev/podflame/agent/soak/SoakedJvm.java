package dev.podflame.agent.soak;

import dev.podflame.agent.attach.hotspot.JvmProcess;
import dev.podflame.agent.process.ProcessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A JVM under load with a `/tmp` of its own, so that what is left there is of this soak.
record SoakedJvm(String name, Process process, Path folder) implements AutoCloseable {
    private static final int START_TICKS = 19;

    static SoakedJvm start(String name, Path home, SplitProgram program, Path parent) throws IOException {
        Path folder = Files.createDirectories(parent.resolve(name));
        List<String> command = new ArrayList<>(List.of(
                "unshare", "--mount", "sh", "-c", "mount -t tmpfs -o mode=1777 tmpfs /tmp && exec \"$@\"", "sh"));
        // So that the number of threads changes by what is done to it alone.
        command.addAll(List.of(home.resolve("bin/java").toString(), "-Xmx64m", "-XX:+UseSerialGC"));
        command.addAll(List.of("-XX:-UseDynamicNumberOfCompilerThreads"));
        command.addAll(List.of("-cp", program.classes().toString(), "split.Split"));
        command.addAll(List.of(folder.resolve("progress").toString(), "cpu=0.1", "alloc=16"));
        Process process = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
        return new SoakedJvm(name, process, folder);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    boolean works() throws IOException {
        Path progress = folder.resolve("progress");
        return Files.exists(progress) && Files.size(progress) > 0;
    }

    JvmProcess asTarget() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        ProcessKey key = new ProcessKey(process.pid(), Long.parseLong(fields[START_TICKS]));
        return new JvmProcess(key, "soak-" + name, "soak");
    }

    Footprint footprint() throws IOException {
        return Footprint.of(process.pid());
    }

    /// Files in its `/tmp` and its working folder that HotSpot doesn't keep there itself.
    List<String> leftFiles() throws IOException {
        List<String> left = new ArrayList<>();
        for (String place : new String[] {"root/tmp", "cwd"}) {
            Path in = Path.of("/proc", Long.toString(process.pid()), place);
            try (Stream<Path> files = Files.list(in)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.startsWith(".podflame") || file.startsWith(".attach_pid"))
                        .forEach(left::add);
            }
        }
        return left;
    }

    long printedBytes() throws IOException {
        return Files.size(folder.resolve("out")) + Files.size(folder.resolve("err"));
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
