package dev.podflame.agent.target.kubernetes;

import dev.podflame.crds.TargetSpec;
import dev.podflame.crds.match.Target;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// The profile types that a target asks for, and which of them can be had.
///
/// @param cpu whether CPU is among them; it is the one type that the eBPF engine takes
/// @param frequencyHz how often a busy CPU shall be looked at, if the target says so
/// @param others the types besides CPU, for people; empty if there are none
record AskedTypes(boolean cpu, OptionalInt frequencyHz, String others) {

    static AskedTypes of(Target target) {
        List<TargetSpec.ProfileRequest> asked = Objects.requireNonNullElse(target.spec().profiles, List.of());
        if (asked.isEmpty()) {
            return new AskedTypes(true, OptionalInt.empty(), "");
        }
        boolean cpu = asked.stream().anyMatch(request -> request.type == TargetSpec.Type.CPU);
        OptionalInt frequency = asked.stream()
                .filter(request -> request.type == TargetSpec.Type.CPU && request.frequencyHz != null)
                .mapToInt(request -> Objects.requireNonNull(request.frequencyHz))
                .findFirst();
        String others = asked.stream()
                .filter(request -> request.type != null && request.type != TargetSpec.Type.CPU)
                .map(request -> Objects.requireNonNull(request.type).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        return new AskedTypes(cpu, frequency, others);
    }

    /// What can't be had though CPU can; empty if nothing is missing.
    String note() {
        return cpu && !others.isEmpty() ? "ProfileTypeUnavailable: only cpu is profiled, not " + others : "";
    }
}
