package dev.podflame.agent.target.kubernetes;

import dev.podflame.agent.target.Budget;
import dev.podflame.agent.target.JavaEngine;
import dev.podflame.agent.target.ProfileRequest;
import dev.podflame.agent.target.Profiling;
import dev.podflame.crds.TargetSpec;
import dev.podflame.crds.match.GoDuration;
import dev.podflame.crds.match.Target;
import io.fabric8.kubernetes.api.model.Quantity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The profile types that a target asks for, and which of them can be had.
///
/// @param profiling those that an engine of this agent takes; empty if there are none
/// @param frequencyHz how often a busy CPU shall be looked at, if the target says so
/// @param unavailable the types that no engine here takes, for people; empty if there are none
record AskedTypes(Optional<Profiling> profiling, OptionalInt frequencyHz, String unavailable) {

    static AskedTypes of(Target target) {
        TargetSpec spec = target.spec();
        List<TargetSpec.ProfileRequest> asked = Objects.requireNonNullElse(spec.profiles, List.of());
        List<ProfileRequest> requests = new ArrayList<>();
        for (TargetSpec.ProfileRequest request : asked) {
            request(request).ifPresent(requests::add);
        }
        OptionalInt frequency = asked.stream()
                .filter(request -> request.type == TargetSpec.Type.CPU && request.frequencyHz != null)
                .mapToInt(request -> Objects.requireNonNull(request.frequencyHz))
                .findFirst();
        boolean offCpu = asked.stream().anyMatch(request -> request.type == TargetSpec.Type.OFF_CPU);
        List<ProfileRequest> profiles = asked.isEmpty() ? Profiling.DEFAULT.profiles() : List.copyOf(requests);
        // Without CPU time, and with nothing to enter a JVM, nothing is left.
        boolean nothing = profiles.isEmpty()
                || (engine(spec) == JavaEngine.EBPF
                        && profiles.stream().noneMatch(request -> request instanceof ProfileRequest.Cpu));
        @Nullable Profiling profiling = nothing ? null : new Profiling(profiles, engine(spec), budget(spec.budget));
        String unavailable = nothing ? labels(asked) : offCpu ? "off_cpu" : "";
        return new AskedTypes(Optional.ofNullable(profiling), frequency, unavailable);
    }

    private static String labels(List<TargetSpec.ProfileRequest> asked) {
        return asked.stream()
                .filter(request -> request.type != null)
                .map(request -> Objects.requireNonNull(request.type).name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }

    /// What was written past the API server's checks must not throw here: it counts as left out.
    private static Optional<ProfileRequest> request(TargetSpec.ProfileRequest request) {
        try {
            return switch (request.type) {
                case null -> Optional.empty();
                case CPU -> Optional.of(new ProfileRequest.Cpu(frequency(request)));
                case WALL ->
                    Optional.of(new ProfileRequest.Wall(Duration.ofNanos(1_000_000_000L / frequency(request))));
                case OFF_CPU -> Optional.empty();
                case ALLOC -> Optional.of(new ProfileRequest.Alloc(bytes(request)));
                case LOCK ->
                    Optional.of(new ProfileRequest.Lock(
                            request.threshold == null
                                    ? ProfileRequest.DEFAULT_THRESHOLD
                                    : GoDuration.parse(request.threshold)));
                case LIVE -> Optional.of(new ProfileRequest.Live(bytes(request)));
                case NATIVE_MEMORY -> Optional.of(new ProfileRequest.NativeMemory(bytes(request)));
            };
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Optional.empty();
        }
    }

    private static int frequency(TargetSpec.ProfileRequest request) {
        return request.frequencyHz == null ? ProfileRequest.DEFAULT_FREQUENCY_HZ : request.frequencyHz;
    }

    private static long bytes(TargetSpec.ProfileRequest request) {
        return bytes(request.everyBytes, ProfileRequest.DEFAULT_BYTES);
    }

    private static long bytes(@Nullable Quantity quantity, long otherwise) {
        return quantity == null
                ? otherwise
                : quantity.getNumericalAmount()
                        .min(BigDecimal.valueOf(Long.MAX_VALUE))
                        .longValue();
    }

    private static JavaEngine engine(TargetSpec spec) {
        return switch (spec.java == null ? null : spec.java.engine) {
            case null -> JavaEngine.AUTO;
            case AUTO -> JavaEngine.AUTO;
            case EBPF -> JavaEngine.EBPF;
            case ASYNC_PROFILER -> JavaEngine.ASYNC_PROFILER;
        };
    }

    private static Budget budget(TargetSpec.@Nullable Budget budget) {
        if (budget == null) {
            return Budget.DEFAULT;
        }
        double percent = budget.cpuPercent == null ? Budget.DEFAULT.cpuPercent() : budget.cpuPercent;
        try {
            return new Budget(percent, bytes(budget.memory, Budget.DEFAULT.memoryBytes()));
        } catch (IllegalArgumentException | ArithmeticException e) {
            return Budget.DEFAULT;
        }
    }

    /// What can't be had though something can; empty if nothing is missing.
    String note() {
        return profiling.isPresent() && !unavailable.isEmpty()
                ? "ProfileTypeUnavailable: no engine of this agent takes " + unavailable
                : "";
    }
}
