package dev.podflame.agent;

import dev.podflame.agent.linux.Errno;
import dev.podflame.agent.linux.KernelProbes;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Looks at what the engine needs of the kernel (see ARCHITECTURE.md, "agent"). Reads and tries; changes nothing but
/// mounting tracefs where it is missing and the agent may.
final class KernelChecks {
    private static final Path TRACEFS = Path.of("/sys/kernel/tracing");
    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+).*");
    private static final int CAP_SYS_ADMIN = 21;
    private static final int CAP_SYS_RESOURCE = 24;
    private static final int FIRST_OF_ADMIN = 38;

    /// Bits of linux/capability.h, and what is missing without them.
    private static final Map<String, Integer> CAPABILITIES = new LinkedHashMap<>();

    static {
        CAPABILITIES.put("BPF", 39);
        CAPABILITIES.put("PERFMON", 38);
        CAPABILITIES.put("CHECKPOINT_RESTORE", 40);
        CAPABILITIES.put("SYS_PTRACE", 19);
        CAPABILITIES.put("SYSLOG", 34);
        CAPABILITIES.put("DAC_READ_SEARCH", 2);
    }

    /// With these one thread becomes a JVM's user while it speaks to it.
    private static final Map<String, Integer> OF_OTHER_USERS = Map.of("SETGID", 6, "SETUID", 7);

    private KernelChecks() {}

    static List<Check> all() {
        return List.of(capabilities(), otherUsers(), kernel(), btf(), kallsyms(), tracefs(), perf(), bpf(), memlock());
    }

    private static Check capabilities() {
        List<String> missing = missing(CAPABILITIES);
        return missing.isEmpty()
                ? Check.ok("rights", "all that profiling needs")
                : Check.not("rights", "missing: " + String.join(", ", missing), "run the agent as root");
    }

    private static Check otherUsers() {
        List<String> missing = missing(OF_OTHER_USERS);
        return missing.isEmpty()
                ? Check.ok("JVMs", "of all users can be attached to")
                : Check.note(
                        "JVMs",
                        "missing: " + String.join(", ", missing),
                        "those of other users have their CPU profile by eBPF and nothing more");
    }

    private static List<String> missing(Map<String, Integer> capabilities) {
        long effective = effectiveCapabilities();
        List<String> missing = new ArrayList<>();
        capabilities.forEach((name, bit) -> {
            // The newest ones were split off SYS_ADMIN, which still means them too.
            boolean byAdmin = bit >= FIRST_OF_ADMIN && has(effective, CAP_SYS_ADMIN);
            if (!has(effective, bit) && !byAdmin) {
                missing.add("CAP_" + name);
            }
        });
        missing.sort(Comparator.naturalOrder());
        return missing;
    }

    private static Check kernel() {
        String release = firstLine(Path.of("/proc/sys/kernel/osrelease"));
        Matcher version = RELEASE.matcher(release);
        boolean enough = version.matches()
                && Integer.parseInt(version.group(1)) * 1000 + Integer.parseInt(version.group(2)) >= 5_010;
        return enough
                ? Check.ok("kernel", "Linux " + release)
                : Check.not("kernel", "Linux " + release, "the engine needs 5.10 or later");
    }

    private static Check btf() {
        return Files.isReadable(Path.of("/sys/kernel/btf/vmlinux"))
                ? Check.ok("BTF", "/sys/kernel/btf/vmlinux")
                : Check.note("BTF", "none", "the engine then finds the kernel's layout by looking at its code");
    }

    private static Check kallsyms() {
        String first = firstLine(Path.of("/proc/kallsyms"));
        boolean hidden = first.isEmpty() || first.startsWith("0000000000000000");
        return hidden
                ? Check.not("kernel symbols", "hidden", "run as root with CAP_SYSLOG, or set kernel.kptr_restrict=0")
                : Check.ok("kernel symbols", "readable");
    }

    private static Check tracefs() {
        if (Files.isDirectory(TRACEFS.resolve("events"))) {
            return Check.ok("tracefs", TRACEFS.toString());
        }
        Errno mounted = KernelProbes.mountTracefs(TRACEFS.toString());
        return mounted.equals(Errno.NONE)
                ? Check.ok("tracefs", "mounted now on " + TRACEFS)
                : Check.not(
                        "tracefs",
                        "not mounted, and mounting it gives " + mounted,
                        "mount -t tracefs nodev " + TRACEFS);
    }

    private static Check perf() {
        Errno errno = KernelProbes.perfEvents();
        return errno.equals(Errno.NONE)
                ? Check.ok("perf events", "cpu-clock")
                : Check.not("perf events", errno.toString(), "give the agent CAP_PERFMON");
    }

    private static Check bpf() {
        Errno errno = KernelProbes.bpf();
        return errno.equals(Errno.NONE)
                ? Check.ok("eBPF", "maps can be made")
                : Check.not("eBPF", errno.toString(), "give the agent CAP_BPF, on a kernel with CONFIG_BPF_SYSCALL=y");
    }

    private static Check memlock() {
        return has(effectiveCapabilities(), CAP_SYS_RESOURCE)
                ? Check.ok("memory lock", "may be raised")
                : Check.ok("memory lock", "can't be raised, the launcher makes the engine do without");
    }

    private static long effectiveCapabilities() {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
                if (line.startsWith("CapEff:")) {
                    return Long.parseUnsignedLong(line.substring(7).trim(), 16);
                }
            }
        } catch (IOException e) {
            return 0;
        }
        return 0;
    }

    private static boolean has(long capabilities, int bit) {
        return (capabilities >>> bit & 1) == 1;
    }

    private static String firstLine(Path file) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            String line = lines.readLine();
            return line == null ? "" : line;
        } catch (IOException e) {
            return "";
        }
    }
}
