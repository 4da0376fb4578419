package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.linux.SafeFolder;
import dev.podflame.agent.process.ProcFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Finds a process that shares its /tmp with one that has ended, to reach through it what that one
/// left. There is none if its container has ended, too, and then there is nothing left.
final class Fellows {

    private Fellows() {}

    /// The root of such a process; to be closed.
    static Optional<SafeFolder> rootWith(FolderId tmp) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(ProcFiles.PROC, "[0-9]*")) {
            for (Path process : processes) {
                Optional<SafeFolder> root = rootOf(process, tmp);
                if (root.isPresent()) {
                    return root;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<SafeFolder> rootOf(Path process, FolderId tmp) {
        try {
            SafeFolder root = SafeFolder.at(process.resolve("root"));
            try (SafeFolder candidate = root.enter(TargetProcess.TMP)) {
                if (FolderId.of(candidate.status()).equals(tmp)) {
                    return Optional.of(root);
                }
            } catch (IOException e) {
                root.close();
                return Optional.empty();
            }
            root.close();
        } catch (IOException e) {
            // A kernel thread, or gone, or out of reach.
        }
        return Optional.empty();
    }
}
