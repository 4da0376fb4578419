package dev.podflame.agent.attach;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads what the engine (OpenTelemetry eBPF profiler v0.0.202633) writes to its log: `time=… level=… msg="…"`.
final class EngineLog {
    private static final Pattern LEVEL = Pattern.compile("level=([A-Z]+)");
    private static final Pattern MESSAGE = Pattern.compile("msg=(?:\"((?:[^\"\\\\]|\\\\.)*)\"|(\\S+))");
    private static final String READY = "Attached sched monitor";
    /// After this line the process lives on without sampling.
    private static final String DEAD = "Shutting down controller due to unrecoverable tracer error";

    /// Texts in fatal lines, the more particular first, and what they mean.
    private static final List<Map.Entry<String, EngineFailure>> KNOWN = List.of(
            Map.entry(
                    "unable to read kallsyms addresses",
                    new EngineFailure(
                            "the kernel's symbols can't be read",
                            "run the agent as root with CAP_SYSLOG, or set kernel.kptr_restrict=0")),
            Map.entry(
                    "neither debugfs nor tracefs are mounted",
                    new EngineFailure("tracefs isn't mounted", "mount -t tracefs nodev /sys/kernel/tracing")),
            Map.entry(
                    "failed to set temporary rlimit",
                    new EngineFailure(
                            "the memory lock limit can't be raised",
                            "start the engine through podflame-launch, or give the agent CAP_SYS_RESOURCE")),
            Map.entry(
                    "eBPF syscall is not available",
                    new EngineFailure("this kernel has no eBPF", "use a kernel with CONFIG_BPF_SYSCALL=y")),
            Map.entry(
                    "creating map: map create: operation not permitted",
                    new EngineFailure(
                            "the kernel refuses eBPF maps", "give the agent CAP_BPF (or CAP_SYS_ADMIN before 5.8)")),
            Map.entry(
                    "load program: operation not permitted",
                    new EngineFailure(
                            "the kernel refuses eBPF programs",
                            "give the agent CAP_PERFMON and CAP_BPF (or CAP_SYS_ADMIN before 5.8)")),
            Map.entry(
                    "kernel version",
                    new EngineFailure("this kernel is too old for the engine", "use Linux 5.10 or later")));

    /// What one line says about the engine.
    sealed interface Line {}

    /// It samples now.
    record Ready() implements Line {}

    /// It can't work; it ends by itself or has to be ended.
    record Fatal(EngineFailure failure) implements Line {}

    /// Something to pass on to the agent's log.
    record Message(String level, String text) implements Line {}

    private EngineLog() {}

    static Line read(String line) {
        String level = first(LEVEL.matcher(line)).orElse("");
        String text = first(MESSAGE.matcher(line)).orElse(line);
        if (text.equals(READY)) {
            return new Ready();
        }
        boolean fatal = level.equals("ERROR")
                && (text.startsWith("Failed to start agent controller")
                        || text.startsWith(DEAD)
                        || text.startsWith("invalid "));
        return fatal ? new Fatal(failure(text)) : new Message(level, text);
    }

    /// What a fatal text means; itself if it isn't known.
    static EngineFailure failure(String text) {
        for (Map.Entry<String, EngineFailure> known : KNOWN) {
            if (text.contains(known.getKey())) {
                return known.getValue();
            }
        }
        return new EngineFailure("the engine says: " + text, "");
    }

    private static Optional<String> first(Matcher matcher) {
        if (!matcher.find()) {
            return Optional.empty();
        }
        for (int group = 1; group <= matcher.groupCount(); group++) {
            if (matcher.group(group) != null) {
                return Optional.of(matcher.group(group).replace("\\\"", "\""));
            }
        }
        return Optional.empty();
    }
}
