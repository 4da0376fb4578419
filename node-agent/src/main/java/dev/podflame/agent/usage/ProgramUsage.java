package dev.podflame.agent.usage;

import dev.podflame.agent.process.ProcFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the agent and its children cost.
///
/// @param cpuSeconds CPU time since its start
/// @param residentBytes memory that is resident now
public record ProgramUsage(double cpuSeconds, long residentBytes) {
    private static final long PAGE_BYTES = 4096;

    /// By program name: the agent itself and what runs below it.
    public static Map<String, ProgramUsage> all(ProcFiles proc) {
        Map<String, ProgramUsage> all = new LinkedHashMap<>();
        ProcessHandle self = ProcessHandle.current();
        add(all, "agent", self.pid(), proc);
        self.descendants()
                .forEach(child -> proc.stat(child.pid()).ifPresent(stat -> add(all, stat.name(), child.pid(), proc)));
        return all;
    }

    private static void add(Map<String, ProgramUsage> all, String name, long pid, ProcFiles proc) {
        proc.stat(pid).ifPresent(stat -> {
            ProgramUsage usage = new ProgramUsage(stat.cpuNanos() / 1e9, residentBytes(pid));
            all.merge(
                    name,
                    usage,
                    (a, b) -> new ProgramUsage(a.cpuSeconds() + b.cpuSeconds(), a.residentBytes() + b.residentBytes()));
        });
    }

    /// Second field of `/proc/PID/statm`, in pages; 0 if the process has ended meanwhile.
    private static long residentBytes(long pid) {
        try {
            String[] pages =
                    Files.readString(Path.of("/proc/" + pid + "/statm")).split(" ", 3);
            return Long.parseLong(pages[1]) * PAGE_BYTES;
        } catch (IOException e) {
            return 0;
        }
    }
}
