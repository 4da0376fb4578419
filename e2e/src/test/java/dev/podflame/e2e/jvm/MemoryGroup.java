package dev.podflame.e2e.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// A memory cgroup of its own for one JVM, of either version of cgroups.
record MemoryGroup(Path folder, boolean unified) {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    /// Makes one; skips what needs it, with the reason, where that can't be done.
    static MemoryGroup create(String name, Ends ends) throws IOException {
        Path controllers = ROOT.resolve("cgroup.controllers");
        boolean unified = Files.exists(controllers)
                && Files.readString(ROOT.resolve("cgroup.subtree_control")).contains("memory");
        Path parent = unified ? ROOT : ROOT.resolve("memory");
        Assumptions.assumeTrue(Files.isWritable(parent), "no memory cgroup can be made in " + parent);
        MemoryGroup group = new MemoryGroup(
                Files.createDirectories(
                        parent.resolve(name + "-" + ProcessHandle.current().pid())),
                unified);
        ends.add(group::delete);
        return group;
    }

    /// What a program is started by to be in it.
    List<String> around() {
        return List.of("sh", "-c", "echo $$ >" + folder.resolve("cgroup.procs") + " && exec \"$@\"", "sh");
    }

    /// Leaves so much above what is used now.
    void leave(long bytes) throws IOException {
        long used =
                Long.parseLong(Files.readString(folder.resolve(unified ? "memory.current" : "memory.usage_in_bytes"))
                        .strip());
        Files.writeString(
                folder.resolve(unified ? "memory.max" : "memory.limit_in_bytes"), Long.toString(used + bytes));
    }

    private void delete() throws IOException {
        Files.delete(folder);
    }
}
