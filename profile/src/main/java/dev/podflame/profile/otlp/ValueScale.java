package dev.podflame.profile.otlp;

import dev.podflame.profile.ProfileType;
import java.util.Optional;

/// How the numbers of a profile become values of a [ProfileType]: multiplied by `factor`.
///
/// @param type what the profile measures
/// @param factor unit of the type per unit on the wire, at least 1
record ValueScale(ProfileType type, long factor) {

    /// The scale for a profile's `sample_type`, `period_type` and `period`, if it is of a type that Podflame keeps.
    ///
    /// Sampled CPU comes as `samples/count` with the sampling distance as period (OpenTelemetry's eBPF profiler),
    /// or as `cpu/nanoseconds`.
    static Optional<ValueScale> of(String type, String unit, String periodType, String periodUnit, long period) {
        if (unit.equals("count") && (type.equals("samples") || type.equals("cpu"))) {
            return periodType.equals("cpu") && period > 0
                    ? time(periodUnit)
                            .map(factor -> new ValueScale(ProfileType.CPU, Math.multiplyExact(factor, period)))
                    : Optional.empty();
        }
        return profileType(type).flatMap(known -> factor(known.unit(), unit).map(f -> new ValueScale(known, f)));
    }

    private static Optional<ProfileType> profileType(String type) {
        return switch (type) {
            case "alloc_space", "allocated_space" -> Optional.of(ProfileType.ALLOC);
            case "inuse_space" -> Optional.of(ProfileType.LIVE);
            default -> ProfileType.ofLabel(type);
        };
    }

    private static Optional<Long> factor(ProfileType.Unit unit, String wireUnit) {
        return switch (unit) {
            case NANOSECONDS -> time(wireUnit);
            case BYTES -> wireUnit.equals("bytes") || wireUnit.equals("By") ? Optional.of(1L) : Optional.empty();
            case COUNT -> wireUnit.equals("count") ? Optional.of(1L) : Optional.empty();
        };
    }

    private static Optional<Long> time(String unit) {
        return switch (unit) {
            case "nanoseconds", "ns" -> Optional.of(1L);
            case "microseconds", "us" -> Optional.of(1_000L);
            case "milliseconds", "ms" -> Optional.of(1_000_000L);
            case "seconds", "s" -> Optional.of(1_000_000_000L);
            default -> Optional.empty();
        };
    }
}
