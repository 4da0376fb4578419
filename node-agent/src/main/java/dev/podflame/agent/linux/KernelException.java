package dev.podflame.agent.linux;

import java.io.IOException;
import java.io.Serial;

/// A system call failed in a way that the caller may want to tell from others.
public final class KernelException extends IOException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int errno;

    /// @param what what was tried, such as `/tmp/x can't be made`
    public KernelException(String what, Errno errno) {
        super(what + ": " + errno);
        this.errno = errno.number();
    }

    public Errno errno() {
        return new Errno(errno);
    }
}
