package dev.podflame.agent.usage;

import dev.podflame.agent.process.CgroupMembership;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/// Reads what a container uses from its cgroup, v1 or v2. On a hybrid machine each figure comes from the hierarchy
/// that has its controller.
public final class ContainerUsageReader {

    /// v1 says "no limit" with a number close to the largest.
    private static final long NO_LIMIT = Long.MAX_VALUE / 2;

    private final CgroupMounts mounts;

    public ContainerUsageReader(CgroupMounts mounts) {
        this.mounts = mounts;
    }

    /// One reading; empty if none of the container's groups can be reached.
    public Optional<ContainerUsage> read(CgroupMembership membership) {
        Optional<Path> unified = mounts.unifiedFolder(membership).filter(ContainerUsageReader::hasControllers);
        if (unified.isPresent()) {
            return Optional.of(unified(new CgroupFile(unified.get())));
        }
        Optional<Path> account = mounts.folder(membership, "cpuacct");
        Optional<Path> memory = mounts.folder(membership, "memory");
        Optional<Path> cpu = mounts.folder(membership, "cpu");
        if (account.isEmpty() && memory.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new ContainerUsage(
                account.map(folder -> new CgroupFile(folder).number("cpuacct.usage"))
                        .orElse(OptionalLong.empty()),
                memory.map(folder -> workingSet(new CgroupFile(folder), "memory.usage_in_bytes", "total_inactive_file"))
                        .orElse(OptionalLong.empty()),
                memory.map(folder -> limit(new CgroupFile(folder))).orElse(OptionalLong.empty()),
                cpu.map(folder -> quota(new CgroupFile(folder))).orElse(OptionalDouble.empty()),
                cpu.map(folder -> throttling(new CgroupFile(folder), "throttled_time", 1))
                        .orElse(throttlingUnknown())));
    }

    /// How often the kernel killed a process of the container for want of memory; empty if it doesn't count that.
    public OptionalLong oomKills(CgroupMembership membership) {
        Optional<Path> unified = mounts.unifiedFolder(membership).filter(ContainerUsageReader::hasControllers);
        if (unified.isPresent()) {
            return new CgroupFile(unified.get()).entry("memory.events", "oom_kill");
        }
        return mounts.folder(membership, "memory")
                .map(folder -> new CgroupFile(folder).entry("memory.oom_control", "oom_kill"))
                .orElse(OptionalLong.empty());
    }

    /// On a hybrid machine the v2 folder is there, but accounts for nothing.
    private static boolean hasControllers(Path folder) {
        return Files.exists(folder.resolve("memory.current"));
    }

    private static ContainerUsage unified(CgroupFile files) {
        return new ContainerUsage(
                scaled(files.entry("cpu.stat", "usage_usec"), 1000),
                workingSet(files, "memory.current", "inactive_file"),
                files.number("memory.max"),
                cpuMax(files.text("cpu.max").orElse("")),
                throttling(files, "throttled_usec", 1000));
    }

    private static OptionalLong workingSet(CgroupFile files, String usageFile, String inactiveKey) {
        OptionalLong usage = files.number(usageFile);
        if (usage.isEmpty()) {
            return usage;
        }
        long inactive = files.entry("memory.stat", inactiveKey).orElse(0);
        return OptionalLong.of(Math.max(0, usage.getAsLong() - inactive));
    }

    private static OptionalLong limit(CgroupFile files) {
        OptionalLong limit = files.number("memory.limit_in_bytes");
        return limit.isPresent() && limit.getAsLong() >= NO_LIMIT ? OptionalLong.empty() : limit;
    }

    private static OptionalDouble quota(CgroupFile files) {
        return cores(files.number("cpu.cfs_quota_us"), files.number("cpu.cfs_period_us"));
    }

    /// `max 100000` or `150000 100000`.
    static OptionalDouble cpuMax(String text) {
        String[] fields = text.split(" ", -1);
        return fields.length == 2
                ? cores(CgroupFile.parse(fields[0]), CgroupFile.parse(fields[1]))
                : OptionalDouble.empty();
    }

    private static OptionalDouble cores(OptionalLong quota, OptionalLong period) {
        boolean limited = quota.isPresent() && quota.getAsLong() > 0 && period.isPresent() && period.getAsLong() > 0;
        return limited ? OptionalDouble.of((double) quota.getAsLong() / period.getAsLong()) : OptionalDouble.empty();
    }

    private static ContainerUsage.Throttling throttling(CgroupFile files, String timeKey, long nanosPerUnit) {
        return new ContainerUsage.Throttling(
                files.entry("cpu.stat", "nr_periods"),
                files.entry("cpu.stat", "nr_throttled"),
                scaled(files.entry("cpu.stat", timeKey), nanosPerUnit));
    }

    private static ContainerUsage.Throttling throttlingUnknown() {
        return new ContainerUsage.Throttling(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }

    private static OptionalLong scaled(OptionalLong value, long factor) {
        return value.isPresent() ? OptionalLong.of(value.getAsLong() * factor) : value;
    }
}
