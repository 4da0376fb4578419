package dev.podflame.agent.usage;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// One mounted cgroup hierarchy.
///
/// @param controllers v1 controllers; empty for v2
/// @param root the group that is mounted, as this process sees it: in a cgroup namespace of its own relative to that
///     namespace's root, such as `/../../..`
/// @param place where it is
/// @param namespaceRoot the group that is this process's root, counted from the hierarchy's; `/` outside of namespaces
record CgroupMount(List<String> controllers, String root, String place, String namespaceRoot) {

    CgroupMount {
        controllers = List.copyOf(controllers);
    }

    /// Folder of a group that is named as `/proc/PID/cgroup` names it to this process.
    Path resolve(String group) {
        Path absolute = absolute(group);
        Path mounted = absolute(root);
        Path inside = absolute.startsWith(mounted)
                ? mounted.relativize(absolute)
                : Path.of("/").relativize(absolute);
        return Path.of(place).resolve(inside);
    }

    private Path absolute(String group) {
        return Path.of(namespaceRoot + "/" + group).normalize();
    }

    /// How many groups above the namespace's root the mounted one is; 0 if it isn't above.
    int levelsUp() {
        return root.matches("(/\\.\\.)+") ? root.length() / "/..".length() : 0;
    }

    CgroupMount inNamespace(String ownRoot) {
        return new CgroupMount(controllers, root, place, ownRoot);
    }

    /// Reads a mountinfo file, see proc_pid_mountinfo(5): `ID PARENT MAJOR:MINOR ROOT PLACE OPTIONS [FIELDS...] - TYPE
    /// SOURCE SUPEROPTIONS`.
    ///
    /// @param prefix where the root of that file's process is
    static List<CgroupMount> parse(List<String> mountInfo, String prefix) {
        List<CgroupMount> mounts = new ArrayList<>();
        for (String line : mountInfo) {
            String[] halves = line.split(" - ", 2);
            String[] left = halves[0].split(" ", -1);
            if (halves.length < 2 || left.length < 6) {
                continue;
            }
            String[] right = halves[1].split(" ", 3);
            String place = prefix + left[4].replace("\\040", " ");
            if (right[0].equals("cgroup2")) {
                mounts.add(new CgroupMount(List.of(), left[3], place, "/"));
            } else if (right[0].equals("cgroup") && right.length == 3) {
                mounts.add(new CgroupMount(Arrays.asList(right[2].split(",", -1)), left[3], place, "/"));
            }
        }
        return mounts;
    }
}
