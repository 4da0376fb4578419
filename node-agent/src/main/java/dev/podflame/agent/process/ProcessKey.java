package dev.podflame.agent.process;

/// One process, told apart from a later one with the same pid.
///
/// @param pid pid as the agent's pid namespace sees it
/// @param startTicks start time in clock ticks since boot, field 22 of `/proc/PID/stat`
public record ProcessKey(long pid, long startTicks) {

    public ProcessKey {
        if (pid <= 0 || startTicks < 0) {
            throw new IllegalArgumentException("no process has pid " + pid + " and start time " + startTicks);
        }
    }
}
