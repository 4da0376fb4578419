package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.linux.Errno;
import dev.podflame.agent.linux.KernelException;
import java.io.IOException;

/// Turns what the kernel said into a reason that a person can act on.
final class Explain {

    private Explain() {}

    /// @param what what was tried in the target's /tmp
    static AttachException failure(String what, IOException e) {
        Refusal refusal = e instanceof KernelException kernel ? refusal(kernel.errno()) : Refusal.ATTACH_FAILED;
        return new AttachException(refusal, what + ": " + e.getMessage() + ". " + cure(refusal), e);
    }

    private static Refusal refusal(Errno errno) {
        if (errno.equals(Errno.EROFS)) {
            return Refusal.READ_ONLY_TMP;
        }
        if (errno.equals(Errno.ENOSPC) || errno.equals(Errno.EDQUOT)) {
            return Refusal.NO_SPACE;
        }
        if (errno.equals(Errno.EPERM) || errno.equals(Errno.EACCES)) {
            return Refusal.USER_MISMATCH;
        }
        if (errno.equals(Errno.ELOOP) || errno.equals(Errno.ENOTDIR) || errno.equals(Errno.EEXIST)) {
            return Refusal.UNEXPECTED_FILE;
        }
        return Refusal.ATTACH_FAILED;
    }

    private static String cure(Refusal refusal) {
        return switch (refusal) {
            case READ_ONLY_TMP -> "Mount a writable volume at /tmp, such as an emptyDir.";
            case NO_SPACE -> "Make room in /tmp.";
            case USER_MISMATCH ->
                "Run the agent as root with the capabilities SETUID, SETGID, SYS_PTRACE and DAC_READ_SEARCH, or as the"
                        + " JVM's own user.";
            case UNEXPECTED_FILE -> "Remove what is there and isn't Podflame's; links are never followed.";
            default -> "CPU profiles go on without it.";
        };
    }
}
