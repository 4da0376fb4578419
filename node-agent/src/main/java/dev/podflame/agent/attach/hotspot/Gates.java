package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.linux.FileStatus;
import dev.podflame.agent.linux.FolderSpace;
import dev.podflame.agent.linux.OtherUser;
import dev.podflame.agent.linux.SafeFolder;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The checks that a JVM must pass before anything in it is changed. None of them runs, signals or
/// writes anything.
final class Gates {
    private static final int WRITE_AND_PASS = 3;

    private final JvmAttacher.Options options;
    private final Headroom headroom;

    Gates(JvmAttacher.Options options, Headroom headroom) {
        this.options = options;
        this.headroom = headroom;
    }

    /// Checks all of them; says which version the JVM has.
    JvmVersion pass(TargetProcess process, JvmFacts facts, SafeFolder tmp) throws AttachException, IOException {
        JvmVersion version = checkVersion(facts);
        checkProfilers(facts.mapped());
        checkFlags(facts.flags());
        checkSignal(facts.status());
        checkUser(facts.status());
        checkTmp(tmp, facts.status());
        headroom.check(process, options.minimumHeadroom());
        checkDescriptors(process);
        return version;
    }

    private static JvmVersion checkVersion(JvmFacts facts) throws AttachException {
        if (facts.mapped().hasOpenJ9()) {
            throw new AttachException(Refusal.NOT_HOTSPOT, "This JVM is OpenJ9, which async-profiler isn't safe with.");
        }
        if (facts.mapped().named("libjvm.so").isEmpty()) {
            throw new AttachException(
                    Refusal.NOT_HOTSPOT,
                    "No libjvm.so is loaded: this is a native image or no JVM, and can't be attached to.");
        }
        Optional<JvmVersion> version = facts.version();
        if (version.isPresent() && !version.get().isHotSpot()) {
            throw new AttachException(
                    Refusal.NOT_HOTSPOT,
                    "This JVM is " + version.get() + ", and only HotSpot with a compiler is attached to.");
        }
        if (version.isEmpty() || !version.get().isSupported()) {
            throw new AttachException(
                    Refusal.UNSUPPORTED_VERSION,
                    (version.isEmpty() ? "Nothing tells the version of this JVM" : "This JVM is " + version.get())
                            + "; attached to are 8u25 and later updates, 11.0.2 and later, and 12 to 27.");
        }
        return version.get();
    }

    private static void checkProfilers(MappedFiles mapped) throws AttachException {
        Optional<MappedFiles.MappedFile> other = mapped.otherProfiler();
        if (other.isPresent()) {
            throw new AttachException(
                    Refusal.OTHER_PROFILER_PRESENT,
                    "Another profiler is loaded: " + other.get().path()
                            + ". Two of them disturb each other: start the JVM without it.");
        }
        boolean twice = mapped.hasMusl() && mapped.ownLibraries().stream().anyMatch(MappedFiles.MappedFile::deleted);
        if (twice) {
            throw new AttachException(
                    Refusal.OTHER_PROFILER_PRESENT,
                    "An earlier agent's library is still loaded, and musl would load it a second time. Restart the"
                            + " JVM.");
        }
    }

    private static void checkFlags(JvmFlags flags) throws AttachException {
        if (flags.isOn("DisableAttachMechanism", false)) {
            throw new AttachException(
                    Refusal.ATTACH_DISABLED, "The JVM was started with -XX:+DisableAttachMechanism. Start it without.");
        }
        if (!flags.isOn("EnableDynamicAgentLoading", true)) {
            throw new AttachException(
                    Refusal.ATTACH_DISABLED,
                    "The JVM was started with -XX:-EnableDynamicAgentLoading. Start it without.");
        }
    }

    /// It would be ended by the signal. With `-Xrs` it listens from its start on and needs none, but who asks for few
    /// signals isn't given a profiler's.
    static void checkSignal(ProcessStatus status) throws AttachException {
        if (!status.catches(ProcessStatus.SIGQUIT)) {
            throw new AttachException(
                    Refusal.SIGQUIT_IGNORED,
                    "The JVM has no handler for SIGQUIT, the signal that makes a JVM listen, and would be ended by"
                            + " it. Start it without -Xrs.");
        }
    }

    private static void checkUser(ProcessStatus status) throws AttachException {
        int own = OtherUser.ownUid();
        if (own != 0 && own != status.uid()) {
            throw new AttachException(
                    Refusal.USER_MISMATCH,
                    "The agent runs as user " + Integer.toUnsignedString(own) + " and the JVM as "
                            + Integer.toUnsignedString(status.uid()) + ". Run the agent as root.");
        }
    }

    private void checkTmp(SafeFolder tmp, ProcessStatus status) throws AttachException, IOException {
        FolderSpace space = tmp.space();
        FileStatus folder = tmp.status();
        if (space.readOnly()) {
            throw new AttachException(
                    Refusal.READ_ONLY_TMP,
                    "/tmp is read-only, and the JVM must make its socket there. Mount a writable volume at /tmp, such"
                            + " as an emptyDir.");
        }
        if (!mayWrite(folder, status)) {
            throw new AttachException(
                    Refusal.READ_ONLY_TMP,
                    "User " + Integer.toUnsignedString(status.uid())
                            + " may not write to /tmp, and the JVM must make its socket there. Set /tmp to mode 1777.");
        }
        boolean strange =
                folder.isWritableByOthers() && !folder.isSticky() && folder.uid() != 0 && folder.uid() != status.uid();
        if (strange) {
            throw new AttachException(
                    Refusal.UNEXPECTED_FILE,
                    "/tmp belongs to user " + Integer.toUnsignedString(folder.uid())
                            + " and everybody may delete there. Give it to root, with mode 1777.");
        }
        if (space.noExec()) {
            throw new AttachException(
                    Refusal.NO_EXEC_TMP,
                    "/tmp is mounted noexec, so no library can be loaded from it. Mount it without noexec.");
        }
        if (space.freeBytes() < options.minimumSpace()) {
            throw new AttachException(
                    Refusal.NO_SPACE,
                    "/tmp has " + (space.freeBytes() >> 20) + " MiB free and recordings need "
                            + (options.minimumSpace() >> 20) + " MiB. Make room.");
        }
    }

    private static boolean mayWrite(FileStatus folder, ProcessStatus status) {
        int shift;
        if (status.uid() == 0) {
            return true;
        } else if (status.uid() == folder.uid()) {
            shift = 6;
        } else if (status.gid() == folder.gid() || status.groups().contains(folder.gid())) {
            shift = 3;
        } else {
            shift = 0;
        }
        return (folder.mode() >> shift & WRITE_AND_PASS) == WRITE_AND_PASS;
    }

    private void checkDescriptors(TargetProcess process) throws AttachException, IOException {
        long limit = process.lines("limits").stream()
                .filter(line -> line.startsWith("Max open files"))
                .map(line -> line.substring("Max open files".length()).strip().split(" +", -1)[0])
                .mapToLong(soft -> soft.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(soft))
                .findFirst()
                .orElse(Long.MAX_VALUE);
        long open = 0;
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.file("fd"))) {
            for (Path ignored : descriptors) {
                open++;
            }
        }
        if (limit - open < options.minimumDescriptors()) {
            throw new AttachException(
                    Refusal.FEW_DESCRIPTORS,
                    "The JVM has " + open + " of at most " + limit + " files open. Raise its limit (ulimit -n).");
        }
    }
}
