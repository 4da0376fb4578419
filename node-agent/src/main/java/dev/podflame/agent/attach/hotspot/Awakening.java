package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.linux.Errno;
import dev.podflame.agent.linux.KernelException;
import dev.podflame.agent.linux.SafeFolder;
import dev.podflame.agent.process.ProcFiles;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a JVM begin to listen: a file in its /tmp, then SIGQUIT. Without the file, or once it
/// listens and its socket was deleted, the signal means something else to it: print the stacks of all
/// threads. And where it has no handler for the signal, the signal ends it.
///
/// @param renews whether it makes a new socket when its own was deleted, see
///     [JvmVersion#renewsItsSocket]
/// @param id its entry in the journal
record Awakening(Journal journal, long id, boolean renews) {
    private static final Logger log = LoggerFactory.getLogger(Awakening.class);

    /// The file, while it is there.
    interface Trigger extends AutoCloseable {
        /// What was done, as the end of a sentence.
        String what();

        @Override
        void close();
    }

    /// Notes that a command is about to be sent, the first of which loads the library.
    void beforeSending() throws IOException {
        journal.step(id, Step.LOAD);
    }

    Trigger wake(TargetProcess process, ProcessStatus before, SafeFolder tmp) throws AttachException, IOException {
        ProcessStatus now = process.status();
        Gates.checkSignal(now);
        if (isStopped(process)) {
            throw new AttachException(
                    Refusal.ATTACH_TIMED_OUT, "The JVM is stopped by a signal or a debugger. Let it go on.");
        }
        if (!renews && ListeningSocket.isHeldBy(process, before)) {
            throw new AttachException(
                    Refusal.ATTACH_FAILED,
                    "The JVM listens at a socket that somebody deleted from its /tmp. Restart it, and leave"
                            + " .java_pid* files alone.");
        }
        String name = ".attach_pid" + before.innerPid();
        journal.step(id, Step.TRIGGER);
        boolean made = create(tmp, name, now);
        Trigger trigger = new Trigger() {
            @Override
            public String what() {
                return made ? "being asked to" : "being asked to, by somebody else as well";
            }

            @Override
            public void close() {
                delete(tmp, name, now);
            }
        };
        try {
            journal.step(id, Step.SIGNAL);
            process.signal(ProcessStatus.SIGQUIT, now);
            return trigger;
        } catch (AttachException | IOException e) {
            trigger.close();
            throw e;
        }
    }

    /// Whether it was made; another tool may have been faster.
    private static boolean create(SafeFolder tmp, String name, ProcessStatus status) throws IOException {
        try {
            return AsTarget.call(status, () -> {
                tmp.createEmpty(name);
                return true;
            });
        } catch (KernelException e) {
            if (e.errno().equals(Errno.EEXIST) && isTrigger(tmp, name, status)) {
                return false;
            }
            throw e;
        }
    }

    /// Whether HotSpot would take what is there.
    private static boolean isTrigger(SafeFolder tmp, String name, ProcessStatus status) throws IOException {
        return tmp.status(name)
                .filter(file -> file.isRegular() && file.uid() == status.uid())
                .isPresent();
    }

    private static void delete(SafeFolder tmp, String name, ProcessStatus status) {
        try {
            AsTarget.call(status, () -> tmp.delete(name));
        } catch (IOException e) {
            log.warn("{} stays in a target's /tmp: {}", name, e.getMessage());
        }
    }

    private static boolean isStopped(TargetProcess process) {
        return new ProcFiles()
                .stat(process.key().pid())
                .filter(stat -> stat.state() == 'T' || stat.state() == 't')
                .isPresent();
    }
}
