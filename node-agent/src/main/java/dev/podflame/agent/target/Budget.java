package dev.podflame.agent.target;

/// What profiling may cost a process or its container.
///
/// @param cpuPercent share of one CPU
/// @param memoryBytes memory inside the process's own limit
public record Budget(double cpuPercent, long memoryBytes) {

    public static final Budget DEFAULT = new Budget(1, 64L << 20);

    public Budget {
        if (!(cpuPercent > 0) || cpuPercent > 100 || memoryBytes < 0) {
            throw new IllegalArgumentException("no budget: " + cpuPercent + " %, " + memoryBytes + " bytes");
        }
    }
}
