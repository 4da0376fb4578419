package dev.podflame.agent.attach.hotspot;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether a JVM listens already, be it at a socket file that was deleted. Its threads' names tell
/// that only from JDK 9 on; the kernel's list of sockets always does.
final class ListeningSocket {
    private static final int INODE = 6;
    private static final int PATH = 7;

    private ListeningSocket() {}

    static boolean isHeldBy(TargetProcess process, ProcessStatus status) throws AttachException, IOException {
        String path = "/" + TargetProcess.TMP + "/.java_pid" + status.innerPid();
        Set<String> sockets = socketsAt(process.lines("net/unix"), path);
        if (sockets.isEmpty()) {
            return false;
        }
        // The list is that of its network, in which other containers may have a process with the same pid.
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.file("fd"))) {
            for (Path descriptor : descriptors) {
                if (sockets.contains(target(descriptor))) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Links that descriptors of the sockets at a path have. HotSpot binds them to another name and
    /// renames the file, which the kernel doesn't notice.
    ///
    /// @param lines of a file like `/proc/net/unix`: `Num RefCount Protocol Flags Type St Inode Path`
    static Set<String> socketsAt(List<String> lines, String path) {
        return lines.stream()
                .map(line -> line.strip().split(" +", -1))
                .filter(fields -> fields.length > PATH)
                .filter(fields -> fields[PATH].equals(path) || fields[PATH].equals(path + ".tmp"))
                .map(fields -> "socket:[" + fields[INODE] + "]")
                .collect(Collectors.toSet());
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // Closed meanwhile.
            return "";
        }
    }
}
