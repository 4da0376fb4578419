package dev.podflame.agent.attach.hotspot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// A memory cgroup for one target, of either version of cgroups.
record MemoryGroup(Path folder, boolean unified) implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    /// Makes one, or skips the test where that can't be done.
    static MemoryGroup create() throws IOException {
        Path delegated = ROOT.resolve("cgroup.subtree_control");
        boolean unified = Files.exists(delegated) && Files.readString(delegated).contains("memory");
        Path parent = unified ? ROOT : ROOT.resolve("memory");
        Assumptions.assumeTrue(Files.isWritable(parent), "no memory cgroup can be made in " + parent);
        return new MemoryGroup(Files.createTempDirectory(parent, "podflame-attach"), unified);
    }

    /// What a program is started by to be in it.
    String[] around() {
        return new String[] {"sh", "-c", "echo $$ >" + folder.resolve("cgroup.procs") + " && exec \"$@\"", "sh"};
    }

    /// Limits it to so much more than it uses.
    void leave(long bytes) throws IOException {
        String used = Files.readString(folder.resolve(unified ? "memory.current" : "memory.usage_in_bytes"))
                .strip();
        Path limit = folder.resolve(unified ? "memory.max" : "memory.limit_in_bytes");
        Files.writeString(limit, Long.toString(Long.parseLong(used) + bytes));
    }

    @Override
    public void close() throws IOException {
        Files.delete(folder);
    }
}
