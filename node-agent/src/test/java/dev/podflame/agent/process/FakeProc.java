package dev.podflame.agent.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder that looks like /proc, in which a test lets processes come, change and go.
final class FakeProc {

    private static final String STAT =
            "%d (%s) %s 1 1 1 0 -1 4194560 0 0 0 0 %d 0 0 0 20 0 1 0 %d 4096 10 0 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0\n";

    final Path root;

    FakeProc(Path root) throws IOException {
        this.root = root;
        Files.writeString(root.resolve("stat"), "cpu 1 2 3\nbtime 1700000000\n");
        tasks(1, 1);
    }

    void tasks(int count, long lastPid) throws IOException {
        Files.writeString(root.resolve("loadavg"), "0.00 0.00 0.00 1/%d %d\n".formatted(count, lastPid));
    }

    /// Writes a process, or writes it anew.
    Path process(long pid, long startTicks, String executable, String... arguments) throws IOException {
        Path folder = Files.createDirectories(root.resolve(Long.toString(pid)));
        String name = executable.substring(executable.lastIndexOf('/') + 1);
        Files.writeString(folder.resolve("stat"), STAT.formatted(pid, name, "S", 7, startTicks));
        Files.writeString(folder.resolve("cmdline"), String.join("\0", arguments) + "\0");
        Files.writeString(folder.resolve("cgroup"), "0::/\n");
        Files.writeString(folder.resolve("status"), "Name:\t" + name + "\nUid:\t0\t0\t0\t0\n");
        Files.deleteIfExists(folder.resolve("exe"));
        Files.createSymbolicLink(folder.resolve("exe"), Path.of(executable));
        return folder;
    }

    /// Puts a process into a container of a pod.
    void inPod(long pid, String containerId) throws IOException {
        Files.writeString(
                root.resolve(pid + "/cgroup"),
                "0::/kubepods/besteffort/pod6f1d2c3b-4a59-4e68-9d77-1c2b3a495867/" + containerId + "\n");
    }

    void becomesZombie(long pid, long startTicks) throws IOException {
        Files.writeString(root.resolve(pid + "/stat"), STAT.formatted(pid, "x", "Z", 9, startTicks));
    }

    void end(long pid) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(Long.toString(pid)))) {
            List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
