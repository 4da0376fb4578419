package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.linux.SafeFolder;
import dev.podflame.agent.process.CgroupMembership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Remembers what is needed to find out how a JVM ended, since nothing of it can be asked then.
///
/// @param workingFolder where it writes an hs_err file, as it sees it; empty if that isn't known
record DeathWatch(
        TargetProcess process,
        Headroom headroom,
        CgroupMembership membership,
        OptionalLong oomKillsBefore,
        String workingFolder,
        String errorFile) {

    /// The kernel tells how a process ended only after its parent has taken note.
    private static final Duration PARENT_WITHIN = Duration.ofMillis(500);

    private static final long LOOK_EVERY_MILLIS = 10;

    static DeathWatch begin(TargetProcess process, JvmFacts facts, Headroom headroom) {
        CgroupMembership membership = Headroom.membership(process);
        String workingFolder;
        try {
            workingFolder = Files.readSymbolicLink(process.file("cwd")).toString();
        } catch (IOException e) {
            workingFolder = "";
        }
        return new DeathWatch(
                process,
                headroom,
                membership,
                headroom.oomKills(membership),
                workingFolder,
                "hs_err_pid" + facts.status().innerPid() + ".log");
    }

    /// @param tmp its /tmp, by which a process is found that sees the same files
    JvmDeath death(FolderId tmp) {
        OptionalInt status = waitStatus();
        OptionalLong kills = headroom.oomKills(membership);
        boolean oomKilled = kills.isPresent()
                && oomKillsBefore.isPresent()
                && kills.getAsLong() > oomKillsBefore.getAsLong()
                && status.orElse(9) == 9;
        int signal = status.orElse(0) & 0x7F;
        return new JvmDeath(
                signal == 0 ? OptionalInt.empty() : OptionalInt.of(signal),
                status.isPresent() && signal == 0 ? OptionalInt.of(status.getAsInt() >> 8 & 0xFF) : OptionalInt.empty(),
                oomKilled,
                hasErrorFile(tmp));
    }

    private OptionalInt waitStatus() {
        long deadline = System.nanoTime() + PARENT_WITHIN.toNanos();
        OptionalInt status = process.waitStatus();
        while (status.isEmpty() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return status;
            }
            status = process.waitStatus();
        }
        return status;
    }

    private boolean hasErrorFile(FolderId tmp) {
        try {
            Optional<SafeFolder> root = Fellows.rootWith(tmp);
            if (root.isEmpty()) {
                return false;
            }
            try (SafeFolder folder = root.get()) {
                return isIn(folder, Path.of("/" + TargetProcess.TMP)) || isIn(folder, Path.of("/" + workingFolder));
            }
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isIn(SafeFolder root, Path path) throws IOException {
        SafeFolder folder = root;
        try {
            for (Path name : path) {
                SafeFolder inner = folder.enter(name.toString());
                if (folder != root) {
                    folder.close();
                }
                folder = inner;
            }
            return folder.status(errorFile).isPresent();
        } finally {
            if (folder != root) {
                folder.close();
            }
        }
    }
}
