package dev.podflame.agent.target;

import dev.podflame.profile.ProfileType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What a target wants to know of a process, and what that may cost.
///
/// @param profiles what is measured, each type once; there is at least one
/// @param java what profiles it if it is a JVM
/// @param budget what measuring may cost
public record Profiling(List<ProfileRequest> profiles, JavaEngine java, Budget budget) {

    /// CPU time at the default rate.
    public static final Profiling DEFAULT = new Profiling(
            List.of(new ProfileRequest.Cpu(ProfileRequest.DEFAULT_FREQUENCY_HZ)), JavaEngine.AUTO, Budget.DEFAULT);

    public Profiling {
        profiles = List.copyOf(profiles);
        if (profiles.isEmpty()) {
            throw new IllegalArgumentException("a target that measures nothing");
        }
        if (profiles.stream().map(ProfileRequest::type).distinct().count() < profiles.size()) {
            throw new IllegalArgumentException("a profile type is asked for twice: " + profiles);
        }
    }

    /// Whether CPU time is among it, which is all that can be had without entering a process.
    public boolean wantsCpu() {
        return find(ProfileRequest.Cpu.class).isPresent();
    }

    /// The request of a kind, if it was made.
    public <R extends ProfileRequest> Optional<R> find(Class<R> kind) {
        return profiles.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    /// Whether async-profiler is to profile a JVM.
    public boolean wantsAsyncProfiler() {
        return switch (java) {
            case AUTO -> profiles.stream().anyMatch(request -> !(request instanceof ProfileRequest.Cpu));
            case EBPF -> false;
            case ASYNC_PROFILER -> true;
        };
    }

    /// The same with nothing in JVMs.
    public Profiling outsideOfJvms() {
        return new Profiling(profiles, JavaEngine.EBPF, budget);
    }

    /// The types besides CPU, for people: what can't be had of a process that nothing enters. Empty if there are none.
    public String beyondCpu() {
        return profiles.stream()
                .map(ProfileRequest::type)
                .filter(type -> type != ProfileType.CPU)
                .map(ProfileType::label)
                .collect(Collectors.joining(", "));
    }
}
