package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.linux.Errno;
import dev.podflame.agent.linux.KernelException;
import dev.podflame.agent.linux.PidDescriptor;
import dev.podflame.agent.linux.SafeFolder;
import dev.podflame.agent.process.ProcFiles;
import dev.podflame.agent.process.ProcessKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// A hold on the process that is attached to. All that is done to it goes by here, so that nothing is
/// ever done to a later process with the same pid.
final class TargetProcess implements AutoCloseable {
    static final String TMP = "tmp";

    private static final Duration GONE_WITHIN = Duration.ofSeconds(1);

    private final ProcessKey key;
    private final PidDescriptor descriptor;
    private @Nullable SafeFolder kept;

    private TargetProcess(ProcessKey key, PidDescriptor descriptor) {
        this.key = key;
        this.descriptor = descriptor;
    }

    /// @throws AttachException [Refusal#PROCESS_ENDED]
    static TargetProcess open(ProcessKey key) throws AttachException {
        PidDescriptor descriptor;
        try {
            descriptor = PidDescriptor.open(key.pid());
        } catch (KernelException e) {
            if (e.errno().equals(Errno.ESRCH)) {
                throw ended(key);
            }
            throw new AttachException(
                    Refusal.ATTACH_FAILED,
                    "The agent can't hold on to processes here: " + e.getMessage() + ". It needs Linux 5.6 or newer.",
                    e);
        }
        TargetProcess process = new TargetProcess(key, descriptor);
        if (!process.isAlive()) {
            process.close();
            throw ended(key);
        }
        return process;
    }

    ProcessKey key() {
        return key;
    }

    /// Whether it is still the same one, and hasn't ended.
    boolean isAlive() {
        // In this order: as long as the descriptor says that it runs, nobody else can have its pid.
        boolean same = new ProcFiles()
                .stat(key.pid())
                .filter(stat -> stat.key().equals(key) && !stat.hasEnded())
                .isPresent();
        return same && !descriptor.hasEnded();
    }

    /// @throws AttachException [Refusal#PROCESS_ENDED] unless it is alive
    void check() throws AttachException {
        if (!isAlive()) {
            throw ended(key);
        }
    }

    /// The same when a connection to it broke: the sockets of a process that is killed are closed a moment before it is
    /// gone.
    void checkAfterBreak() throws AttachException {
        if (descriptor.endsWithin(GONE_WITHIN)) {
            throw ended(key);
        }
        check();
    }

    /// Sends a signal, if it is still the same process.
    void signal(int signal, ProcessStatus status) throws AttachException {
        check();
        try {
            AsTarget.call(status, () -> {
                descriptor.signal(signal);
                return true;
            });
        } catch (IOException e) {
            check();
            throw new AttachException(
                    Refusal.USER_MISMATCH,
                    "The agent may not send the JVM the signal that makes it listen: " + e.getMessage()
                            + ". It needs the capabilities SETUID and SETGID.",
                    e);
        }
    }

    /// Its root folder; to be closed.
    SafeFolder root() throws AttachException, IOException {
        SafeFolder root = SafeFolder.at(file("root"));
        try {
            // A pid that was given to another process before the folder was opened is noticed now.
            check();
            return root;
        } catch (AttachException e) {
            root.close();
            throw e;
        }
    }

    /// Its `/tmp`, where JVMs listen; to be closed.
    SafeFolder tmp() throws AttachException, IOException {
        try (SafeFolder root = root()) {
            return root.enter(TMP);
        }
    }

    /// The same, opened when it is first asked for and kept until this is closed: what is there can still be read and
    /// deleted when the process has ended and nobody else sees that folder.
    synchronized SafeFolder keptTmp() throws AttachException, IOException {
        if (kept == null) {
            kept = tmp();
        }
        return kept;
    }

    ProcessStatus status() throws AttachException {
        return ProcessStatus.parse(lines("status"));
    }

    /// Lines of one of its files in /proc.
    List<String> lines(String name) throws AttachException {
        try {
            return Files.readAllLines(file(name), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            check();
            throw new AttachException(Refusal.ATTACH_FAILED, "The agent can't read " + file(name) + ".", e);
        }
    }

    Path file(String name) {
        return ProcFiles.PROC.resolve(Long.toString(key.pid())).resolve(name);
    }

    /// As [PidDescriptor#waitStatus].
    OptionalInt waitStatus() {
        return descriptor.waitStatus();
    }

    static AttachException ended(ProcessKey key) {
        return new AttachException(Refusal.PROCESS_ENDED, "Process " + key.pid() + " has ended.");
    }

    @Override
    public synchronized void close() {
        if (kept != null) {
            kept.close();
        }
        descriptor.close();
    }
}
