package dev.podflame.agent.attach.hotspot;

import dev.podflame.agent.process.CgroupMembership;
import dev.podflame.agent.process.ProcFiles;
import dev.podflame.agent.usage.CgroupMounts;
import dev.podflame.agent.usage.ContainerUsage;
import dev.podflame.agent.usage.ContainerUsageReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.OptionalLong;

/// What async-profiler needs in memory, some 20 MiB and more while it records, counts against the
/// target's limit. This looks how close that is.
final class Headroom {
    private static final double LEAST_SHARE = 0.05;

    private final ContainerUsageReader reader = new ContainerUsageReader(CgroupMounts.find());

    /// @param least bytes that must be left, and 5 % of the limit
    void check(TargetProcess process, long least) throws AttachException, IOException {
        Optional<ContainerUsage> usage = reader.read(membership(process));
        OptionalLong limit = usage.map(ContainerUsage::memoryLimitBytes).orElse(OptionalLong.empty());
        OptionalLong used = usage.map(ContainerUsage::workingSetBytes).orElse(OptionalLong.empty());
        if (limit.isPresent() && used.isPresent()) {
            long left = limit.getAsLong() - used.getAsLong();
            long needed = Math.max(least, (long) (limit.getAsLong() * LEAST_SHARE));
            if (left < needed) {
                throw new AttachException(
                        Refusal.NO_HEADROOM,
                        "The JVM uses all but " + mebibytes(left) + " of its memory limit of "
                                + mebibytes(limit.getAsLong()) + ", and profiling it needs " + mebibytes(needed)
                                + ". Raise the limit.");
            }
        }
        long available = available();
        if (available < least) {
            throw new AttachException(
                    Refusal.NO_HEADROOM, "The machine has only " + mebibytes(available) + " of memory left.");
        }
    }

    /// How often the kernel has killed a process of the target's group; empty if that isn't known.
    OptionalLong oomKills(CgroupMembership membership) {
        return reader.oomKills(membership);
    }

    static CgroupMembership membership(TargetProcess process) {
        return CgroupMembership.parse(new ProcFiles().cgroup(process.key().pid()));
    }

    private static long available() throws IOException {
        return Files.readAllLines(ProcFiles.PROC.resolve("meminfo")).stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
