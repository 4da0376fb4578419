package dev.podflame.agent.usage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds out where in the hierarchy this process's own cgroup namespace begins. A container of cgroup v2 has one, and
/// sees the groups of others as `/../../…`; the kernel tells nobody inside what that stands for.
///
/// But a group's folder has the same inode wherever it is seen: the one that is the namespace's root at the
/// container's own mount is looked for in a mount that shows the whole hierarchy.
final class CgroupNamespace {

    private CgroupNamespace() {}

    /// The same mounts, told where their namespace begins.
    static List<CgroupMount> locate(List<CgroupMount> mounts) {
        return mounts.stream()
                .map(mount -> mount.inNamespace(rootOf(mount.controllers(), mounts)))
                .toList();
    }

    private static String rootOf(List<String> controllers, List<CgroupMount> mounts) {
        List<CgroupMount> same = mounts.stream()
                .filter(mount -> mount.controllers().equals(controllers))
                .toList();
        Optional<CgroupMount> whole =
                same.stream().filter(mount -> mount.levelsUp() > 0).findFirst();
        Optional<Object> own = same.stream()
                .filter(mount -> mount.root().equals("/"))
                .findFirst()
                .flatMap(mount -> inode(Path.of(mount.place())));
        if (whole.isEmpty() || own.isEmpty()) {
            return "/";
        }
        return find(Path.of(whole.get().place()), whole.get().levelsUp(), own.get());
    }

    private static String find(Path hierarchy, int depth, Object inode) {
        try (Stream<Path> folders = Files.walk(hierarchy, depth)) {
            return folders.filter(folder -> folder.getNameCount() == hierarchy.getNameCount() + depth)
                    .filter(Files::isDirectory)
                    .filter(folder -> inode(folder).filter(inode::equals).isPresent())
                    .findFirst()
                    .map(folder -> "/" + hierarchy.relativize(folder))
                    .orElse("/");
        } catch (IOException | UncheckedIOException e) {
            // Groups come and go while one looks; without the root there is no usage of containers, nothing worse.
            return "/";
        }
    }

    private static Optional<Object> inode(Path folder) {
        try {
            return Optional.of(Files.getAttribute(folder, "unix:ino"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
