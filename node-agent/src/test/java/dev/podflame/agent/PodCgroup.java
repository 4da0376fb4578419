package dev.podflame.agent;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Real cgroups, named as the kubelet's cgroupfs driver names those of a pod's container.
final class PodCgroup implements AutoCloseable {
    private final String containerId;
    private final List<Path> groups = new ArrayList<>();
    private final List<Path> made = new ArrayList<>();

    PodCgroup(String podUid, String containerId) throws IOException {
        this.containerId = containerId;
        List<Path> roots = Stream.of("memory", "cpuacct")
                .map(controller -> Path.of("/sys/fs/cgroup", controller))
                .filter(Files::isWritable)
                .toList();
        // Version 2 has one hierarchy, and its groups have no such folders.
        for (Path root : roots.isEmpty() ? List.of(Path.of("/sys/fs/cgroup")) : roots) {
            assumeTrue(Files.isWritable(root), "no writable cgroup hierarchy");
            Path group = root;
            for (String name : List.of("podflame-test", "kubepods", "besteffort", "pod" + podUid, containerId)) {
                group = group.resolve(name);
                if (Files.notExists(group)) {
                    Files.createDirectory(group);
                    made.addFirst(group);
                }
            }
            groups.add(group);
        }
    }

    String containerId() {
        return containerId;
    }

    /// Starts a program in it, and in it only: the shell moves before it becomes the program.
    Process start(String program, String... arguments) throws IOException {
        StringBuilder script = new StringBuilder();
        groups.forEach(group -> script.append("echo $$ > ").append(group).append("/cgroup.procs; "));
        List<String> command = new ArrayList<>(List.of("bash", "-c", script + "exec \"$0\" \"$@\"", program));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// CPU time that its processes have used, those that ended among them.
    double cpuSeconds() throws IOException {
        for (Path group : groups) {
            Path account = group.resolve("cpuacct.usage");
            if (Files.exists(account)) {
                return Long.parseLong(Files.readString(account).strip()) / 1e9;
            }
        }
        String usage = Files.readAllLines(groups.getFirst().resolve("cpu.stat")).getFirst();
        return Long.parseLong(usage.replaceAll("\\D", "")) / 1e6;
    }

    @Override
    public void close() throws IOException {
        for (Path group : made) {
            Files.delete(group);
        }
    }
}
