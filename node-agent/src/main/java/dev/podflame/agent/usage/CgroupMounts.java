package dev.podflame.agent.usage;

import dev.podflame.agent.process.CgroupMembership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Where the cgroup hierarchies are mounted.
///
/// An agent in a container sees its own mounts first; with the machine's pid namespace it also reaches those of
/// process 1, in which the groups of other containers are.
public final class CgroupMounts {

    private final List<Mount> mounts;

    private CgroupMounts(List<Mount> mounts) {
        this.mounts = List.copyOf(mounts);
    }

    /// @param controllers v1 controllers; empty for v2
    /// @param root the group that is mounted, as `/proc/PID/cgroup` spells it
    /// @param place where it is
    private record Mount(List<String> controllers, String root, String place) {

        Path resolve(String group) {
            String inside = !root.equals("/") && group.startsWith(root) ? group.substring(root.length()) : group;
            return Path.of(place + "/" + inside).normalize();
        }
    }

    /// Finds the mounts that this process can reach.
    public static CgroupMounts find() {
        List<Mount> mounts = new ArrayList<>(parse(lines(Path.of("/proc/self/mountinfo")), ""));
        mounts.addAll(parse(lines(Path.of("/proc/1/mountinfo")), "/proc/1/root"));
        return new CgroupMounts(mounts);
    }

    /// Those of a mountinfo file, under a prefix.
    static CgroupMounts of(List<String> mountInfo, String prefix) {
        return new CgroupMounts(parse(mountInfo, prefix));
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

    private static List<Mount> parse(List<String> mountInfo, String prefix) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : mountInfo) {
            // ID PARENT MAJOR:MINOR ROOT PLACE OPTIONS [FIELDS...] - TYPE SOURCE SUPEROPTIONS, see
            // proc_pid_mountinfo(5).
            String[] halves = line.split(" - ", 2);
            String[] left = halves[0].split(" ", -1);
            if (halves.length < 2 || left.length < 6) {
                continue;
            }
            String[] right = halves[1].split(" ", 3);
            String place = prefix + left[4].replace("\\040", " ");
            if (right[0].equals("cgroup2")) {
                mounts.add(new Mount(List.of(), left[3], place));
            } else if (right[0].equals("cgroup") && right.length == 3) {
                mounts.add(new Mount(Arrays.asList(right[2].split(",", -1)), left[3], place));
            }
        }
        return mounts;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
