package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.linux.Errno;
import dev.podflame.agent.linux.FileStatus;
import dev.podflame.agent.linux.KernelException;
import dev.podflame.agent.linux.OtherUser;
import dev.podflame.agent.linux.SafeFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// The files of one attachment in its target's /tmp: a folder that all JVMs there share, with the
/// library, and in it a folder per JVM for what that one writes.
///
/// ```
/// .podflame-1a2b3c4d/            the agent's, others may only pass through
///   libasyncProfiler.so          the agent's, everybody may read it
///   out-17-8f3a91c0/             the JVM's user's, nobody else may look
/// ```
final class TargetFiles {
    /// Others may only pass through.
    private static final int PASS = 0711;

    private static final int RUN = 0755;

    /// Others may make files and delete their own, and not see what is there. The agent deletes them
    /// as its owner.
    private static final int DROP = 01733;

    private static final String PART = ProfilerLibrary.NAME + ".part";
    private static final String OUTPUT = "out-";

    private TargetFiles() {}

    /// A new name for a JVM's output folder, that no other JVM with the same /tmp has, and no other
    /// agent uses.
    static String outputName(ProcessStatus status) {
        return OUTPUT + status.innerPid() + "-"
                + Integer.toHexString(ThreadLocalRandom.current().nextInt());
    }

    /// Makes what isn't there yet.
    ///
    /// @throws AttachException [Refusal#UNEXPECTED_FILE] if something is there that isn't the agent's
    static void install(SafeFolder tmp, ProfilerLibrary library, Journal journal, JournalEntry entry)
            throws AttachException, IOException {
        journal.step(entry.id(), Step.FOLDER);
        try (SafeFolder folder = folder(tmp, entry.folder())) {
            boolean there = hasLibrary(folder, library);
            journal.step(entry.id(), Step.LIBRARY);
            if (!there) {
                putLibrary(folder, library);
            }
            journal.step(entry.id(), Step.OUTPUT);
            try (SafeFolder output = folder.make(entry.output())) {
                output.permit(DROP);
            }
        }
    }

    private static SafeFolder folder(SafeFolder tmp, String name) throws AttachException, IOException {
        Optional<FileStatus> found = tmp.status(name);
        if (found.isEmpty()) {
            SafeFolder folder = tmp.make(name);
            folder.permit(PASS);
            return folder;
        }
        if (!isOwn(found.get()) || !found.get().isFolder()) {
            throw unexpected(name);
        }
        return tmp.enter(name);
    }

    private static boolean hasLibrary(SafeFolder folder, ProfilerLibrary library) throws AttachException, IOException {
        Optional<FileStatus> found = folder.status(ProfilerLibrary.NAME);
        if (found.isEmpty()) {
            return false;
        }
        try (FileChannel file = folder.open(ProfilerLibrary.NAME)) {
            if (isOwn(found.get()) && library.isIn(file)) {
                return true;
            }
        }
        throw unexpected(library.folder() + "/" + ProfilerLibrary.NAME);
    }

    private static void putLibrary(SafeFolder folder, ProfilerLibrary library) throws IOException {
        // What a crashed agent left of it.
        folder.delete(PART);
        try (FileChannel file = folder.create(PART, RUN)) {
            library.copyTo(file);
        }
        folder.rename(PART, ProfilerLibrary.NAME);
    }

    /// Deletes all that the entry tells of. The library stays while another JVM has its output beside
    /// it.
    static void remove(SafeFolder tmp, JournalEntry entry) throws IOException {
        if (entry.reached(Step.TRIGGER)) {
            removeTrigger(tmp, entry.trigger());
        }
        Optional<FileStatus> found = entry.reached(Step.FOLDER) ? tmp.status(entry.folder()) : Optional.empty();
        if (found.isEmpty() || !isOwn(found.get()) || !found.get().isFolder()) {
            return;
        }
        try (SafeFolder folder = tmp.enter(entry.folder())) {
            removeOutput(folder, entry.output());
            if (entry.reached(Step.LIBRARY) && folder.names().stream().noneMatch(name -> name.startsWith(OUTPUT))) {
                folder.delete(PART);
                folder.delete(ProfilerLibrary.NAME);
            }
            if (folder.names().isEmpty()) {
                tmp.deleteFolder(entry.folder());
            }
        }
    }

    private static void removeTrigger(SafeFolder tmp, String name) throws IOException {
        try {
            tmp.delete(name);
        } catch (KernelException e) {
            Optional<FileStatus> found = tmp.status(name);
            if (found.isPresent()) {
                // In a sticky folder of somebody else only its owner may.
                OtherUser.call(found.get().uid(), found.get().gid(), () -> tmp.delete(name));
            }
        }
    }

    private static void removeOutput(SafeFolder folder, String name) throws IOException {
        Optional<FileStatus> found = folder.status(name);
        if (found.isEmpty()) {
            return;
        }
        try (SafeFolder output = folder.enter(name)) {
            for (String child : output.names()) {
                output.delete(child);
            }
        }
        folder.deleteFolder(name);
    }

    private static boolean isOwn(FileStatus status) {
        return status.uid() == OtherUser.ownUid() && !status.isWritableByOthers();
    }

    private static AttachException unexpected(String name) {
        return Explain.failure("/tmp/" + name + " is not the agent's", new KernelException(name, Errno.EEXIST));
    }
}
