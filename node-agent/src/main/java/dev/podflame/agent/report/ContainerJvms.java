package dev.podflame.agent.report;

import dev.podflame.agent.process.ProcessKey;
import dev.podflame.agent.process.SelectedProcess;
import dev.podflame.agent.session.Cost;
import dev.podflame.agent.session.JvmState;
import dev.podflame.agent.target.Profiling;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What async-profiler does for one container.
///
/// @param running whether it records in a JVM there
/// @param reason why it doesn't in one where it should, or what else of the target can't be had; one word, or empty
/// @param message the same as a sentence
/// @param cost in all JVMs of the container
record ContainerJvms(boolean running, String reason, String message, Cost cost) {

    static final ContainerJvms NONE = new ContainerJvms(false, "", "", Cost.UNKNOWN);

    private static final String UNAVAILABLE = "ProfileTypeUnavailable";

    /// The containers of selected processes, by id.
    static Map<String, ContainerJvms> of(List<SelectedProcess> processes, Map<ProcessKey, JvmState> states) {
        Map<String, ContainerJvms> containers = new HashMap<>();
        for (SelectedProcess process : processes) {
            String container = process.attributes().getOrDefault("container.id", "");
            if (!container.isEmpty()) {
                containers.merge(container, of(process, states.get(process.key())), ContainerJvms::and);
            }
        }
        return containers;
    }

    private static ContainerJvms of(SelectedProcess process, @Nullable JvmState state) {
        return switch (state) {
            case null ->
                new ContainerJvms(false, onlyCpu(process).isEmpty() ? "" : UNAVAILABLE, onlyCpu(process), Cost.UNKNOWN);
            case JvmState.Attaching() -> NONE;
            case JvmState.Running(Instant since, Cost cost, int factor, String missing) ->
                new ContainerJvms(true, missing.isEmpty() ? "" : UNAVAILABLE, running(factor, missing), cost);
            case JvmState.Refused(String reason, String message, Instant until) ->
                new ContainerJvms(false, reason, refused(process.profiling(), message), Cost.UNKNOWN);
        };
    }

    /// A target is often for several containers; of one that runs no JVM only CPU can be had.
    private static String onlyCpu(SelectedProcess process) {
        Profiling profiling = process.profiling();
        if (profiling.beyondCpu().isEmpty() || process.runtime().isEmpty() || process.wantsAsyncProfiler()) {
            return "";
        }
        String why = process.runtime().equals("jvm")
                ? "java.engine is ebpf, or the pod is ending"
                : "it runs " + process.runtime();
        return (profiling.wantsCpu() ? "only cpu is profiled" : "nothing is profiled") + ", not "
                + profiling.beyondCpu() + ": " + why;
    }

    private static String running(int factor, String missing) {
        String slowed = factor == 1 ? "" : "looks " + factor + " times more seldom than asked, to stay in its budget";
        return missing.isEmpty() || slowed.isEmpty() ? missing + slowed : missing + "; " + slowed;
    }

    private static String refused(Profiling profiling, String message) {
        String rest = profiling.wantsCpu() ? "cpu comes from eBPF" : "nothing is profiled";
        String missing = profiling.beyondCpu().isEmpty() ? "" : ", there is no " + profiling.beyondCpu();
        String reason = message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
        return reason + "; " + rest + missing;
    }

    /// How much a process has to say: a JVM that was refused most, then one that records, then a program that is no
    /// JVM.
    private int urgency() {
        if (!reason.isEmpty() && !reason.equals(UNAVAILABLE)) {
            return 3;
        }
        return running ? 2 : reason.isEmpty() ? 0 : 1;
    }

    private ContainerJvms and(ContainerJvms other) {
        boolean others = other.urgency() > urgency() || (other.urgency() == urgency() && message.isEmpty());
        ContainerJvms speaks = others ? other : this;
        return new ContainerJvms(
                running || other.running(),
                speaks.reason(),
                speaks.message(),
                new Cost(
                        cost.cpuPercent() + other.cost().cpuPercent(),
                        cost.memoryBytes() + other.cost().memoryBytes()));
    }
}
