package dev.podflame.agent.process;

import dev.podflame.agent.target.Reason;
import dev.podflame.agent.target.Skip;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How many running processes aren't profiled for one reason.
///
/// @param example one of them and what holds it back, for people; empty if no target speaks of it
public record SkipCount(Reason reason, int processes, String example) {

    static List<SkipCount> count(Collection<Tracked> running) {
        Map<Reason, SkipCount> counts = new EnumMap<>(Reason.class);
        for (Tracked process : running) {
            if (process.decision() instanceof Skip skip) {
                @Nullable SkipCount before = counts.get(skip.reason());
                SkipCount now = before == null
                        ? new SkipCount(skip.reason(), 1, example(process, skip))
                        : new SkipCount(skip.reason(), before.processes() + 1, before.example());
                counts.put(skip.reason(), now);
            }
        }
        return List.copyOf(counts.values());
    }

    /// Processes that no target names stay unnamed here as well.
    private static String example(Tracked process, Skip skip) {
        return switch (skip) {
            case Skip.NotMatched notMatched -> "";
            case Skip.KernelThread kernelThread -> "";
            case Skip.PodUnknown podUnknown -> "";
            case Skip.Excluded excluded -> words(process, excluded);
            case Skip.Suspended suspended -> words(process, suspended);
            case Skip.OptedOut optedOut -> words(process, optedOut);
            case Skip.InPod inPod -> words(process, inPod);
            case Skip.TypeUnavailable unavailable -> words(process, unavailable);
        };
    }

    private static String words(Tracked process, Skip skip) {
        return process.stat().name() + " (pid " + process.stat().pid() + "): " + skip.message();
    }
}
