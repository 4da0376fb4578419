package dev.podflame.agent.usage;

import dev.podflame.agent.process.CgroupMembership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the cgroup hierarchies are mounted.
///
/// An agent in a container sees its own mounts first; with the machine's pid namespace it also reaches those of
/// process 1, in which the groups of other containers are.
public final class CgroupMounts {

    private final List<CgroupMount> mounts;

    private CgroupMounts(List<CgroupMount> mounts) {
        this.mounts = CgroupNamespace.locate(mounts);
    }

    /// Finds the mounts that this process can reach.
    public static CgroupMounts find() {
        List<CgroupMount> mounts = new ArrayList<>(CgroupMount.parse(lines(Path.of("/proc/self/mountinfo")), ""));
        mounts.addAll(CgroupMount.parse(lines(Path.of("/proc/1/mountinfo")), "/proc/1/root"));
        return new CgroupMounts(mounts);
    }

    /// Those of a mountinfo file, under a prefix.
    static CgroupMounts of(List<String> mountInfo, String prefix) {
        return new CgroupMounts(CgroupMount.parse(mountInfo, prefix));
    }

    /// `v1`, `v2`, `hybrid` or `none`, for the start-up report.
    public String mode() {
        boolean v1 = mounts.stream()
                .anyMatch(mount -> mount.controllers().contains("memory")
                        || mount.controllers().contains("cpuacct"));
        boolean v2 = mounts.stream().anyMatch(mount -> mount.controllers().isEmpty());
        if (v1) {
            return v2 ? "hybrid" : "v1";
        }
        return v2 ? "v2" : "none";
    }

    /// Folder of a group in the hierarchy of a v1 controller.
    Optional<Path> folder(CgroupMembership membership, String controller) {
        return membership
                .groupOf(controller)
                .flatMap(group -> mounts.stream()
                        .filter(mount -> mount.controllers().contains(controller))
                        .map(mount -> mount.resolve(group))
                        .filter(Files::isDirectory)
                        .findFirst());
    }

    /// Folder of a group in the v2 hierarchy.
    Optional<Path> unifiedFolder(CgroupMembership membership) {
        return membership
                .unifiedGroup()
                .flatMap(group -> mounts.stream()
                        .filter(mount -> mount.controllers().isEmpty())
                        .map(mount -> mount.resolve(group))
                        .filter(Files::isDirectory)
                        .findFirst());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
