package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.linux.Errno;
import dev.podflame.agent.linux.KernelException;
import dev.podflame.agent.linux.OtherUser;
import java.io.IOException;

/// Does something as the user that a JVM belongs to.
///
/// HotSpot takes requests and trigger files of its own user, JDK 8 and JVMs in user namespaces of
/// nobody else, not even of root. And an agent that acts as that user needs no right to write
/// everywhere, to give files away or to signal everybody: SETUID and SETGID are enough.
final class AsTarget {

    private AsTarget() {}

    /// Runs the task as that user; as the agent's own if it may not become that user, which newer
    /// JVMs take from root.
    static <T> T call(ProcessStatus status, OtherUser.Task<T> task) throws IOException {
        if (status.uid() == OtherUser.ownUid() && status.gid() == OtherUser.ownGid()) {
            return task.call();
        }
        try {
            return OtherUser.call(status.uid(), status.gid(), task);
        } catch (KernelException e) {
            if (e.errno().equals(Errno.EPERM)) {
                return task.call();
            }
            throw e;
        }
    }
}
