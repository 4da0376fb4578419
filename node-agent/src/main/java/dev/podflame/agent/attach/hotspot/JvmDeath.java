package dev.podflame.agent.attach.hotspot;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/// How a JVM ended, as far as that can be known of a process that isn't a child.
///
/// @param signal the signal that ended it; empty if none did, or if the kernel is older than 6.15 and
///     doesn't tell
/// @param exitCode what it ended with by itself; empty if it didn't or if it isn't known
/// @param oomKilled whether its memory group counted a kill while it was attached
/// @param errorFile whether it wrote an `hs_err_pid` file
public record JvmDeath(OptionalInt signal, OptionalInt exitCode, boolean oomKilled, boolean errorFile) {
    private static final int SIGHUP = 1;
    private static final int SIGINT = 2;
    private static final int SIGTERM = 15;

    public JvmDeath {
        requireNonNull(signal, "signal is null");
        requireNonNull(exitCode, "exitCode is null");
    }

    /// Whether it died instead of being ended by those who run it.
    public boolean isCrash() {
        return oomKilled || errorFile || (signal.isPresent() && !isRequest(signal.getAsInt()));
    }

    private static boolean isRequest(int signal) {
        return signal == SIGHUP || signal == SIGINT || signal == SIGTERM;
    }

    /// In words, as the end of a sentence that begins with "it".
    public String words() {
        if (oomKilled) {
            return "was killed for want of memory";
        }
        if (errorFile) {
            return "crashed and wrote an hs_err file";
        }
        if (signal.isPresent()) {
            return "was ended by signal " + signal.getAsInt();
        }
        return exitCode.isPresent() ? "ended with code " + exitCode.getAsInt() : "ended";
    }
}
