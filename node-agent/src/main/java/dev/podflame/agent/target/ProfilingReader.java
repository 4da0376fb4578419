package dev.podflame.agent.target;

import dev.podflame.crds.match.GoDuration;
import dev.podflame.profile.ProfileType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what a document says about measuring: `profiles`, `java` and `budget`.
final class ProfilingReader {

    private static final String TYPES = "cpu, wall, alloc, lock, live or native_memory";

    private ProfilingReader() {}

    static Profiling read(YamlMapping spec) {
        List<ProfileRequest> profiles = new ArrayList<>();
        Set<ProfileType> seen = EnumSet.noneOf(ProfileType.class);
        for (YamlMapping entry : spec.mappings("profiles")) {
            Optional<ProfileRequest> request = profile(entry);
            entry.rejectOthers();
            if (request.isPresent() && !seen.add(request.get().type())) {
                entry.note("type", "is \"" + request.get().type().label() + "\" again; each may stand here once");
            } else {
                request.ifPresent(profiles::add);
            }
        }
        JavaEngine java = spec.mapping("java").map(ProfilingReader::java).orElse(JavaEngine.AUTO);
        Budget budget = spec.mapping("budget").map(ProfilingReader::budget).orElse(Budget.DEFAULT);
        return new Profiling(profiles.isEmpty() ? Profiling.DEFAULT.profiles() : profiles, java, budget);
    }

    /// The fields that a type doesn't have are left for [YamlMapping#rejectOthers].
    private static Optional<ProfileRequest> profile(YamlMapping entry) {
        Optional<String> label = entry.text("type");
        if (label.isEmpty()) {
            if (!entry.has("type")) {
                entry.note("type", "is missing; it can be " + TYPES);
            }
            return Optional.empty();
        }
        return switch (label.get()) {
            case "cpu" ->
                Optional.of(new ProfileRequest.Cpu(frequency(entry).orElse(ProfileRequest.DEFAULT_FREQUENCY_HZ)));
            case "wall" -> Optional.of(wall(entry));
            case "alloc" -> Optional.of(new ProfileRequest.Alloc(everyBytes(entry)));
            case "lock" -> Optional.of(new ProfileRequest.Lock(threshold(entry)));
            case "live" -> Optional.of(new ProfileRequest.Live(everyBytes(entry)));
            case "native_memory" -> Optional.of(new ProfileRequest.NativeMemory(everyBytes(entry)));
            default -> {
                String why = ProfileType.ofLabel(label.get()).isEmpty() ? "is unknown" : "can't be asked for";
                entry.note("type", "\"" + label.get() + "\" " + why + "; it can be " + TYPES);
                // Its other fields may be right for what was meant.
                frequency(entry);
                entry.text("interval");
                entry.text("everyBytes");
                entry.text("threshold");
                yield Optional.empty();
            }
        };
    }

    private static Optional<Integer> frequency(YamlMapping entry) {
        return entry.text("frequencyHz", text -> SpecReader.wholeNumber(text, 1, ProfileRequest.MAX_FREQUENCY_HZ));
    }

    private static ProfileRequest wall(YamlMapping entry) {
        Optional<Integer> frequency = frequency(entry);
        Optional<ProfileRequest> byInterval = entry.text("interval", ProfilingReader::wallEvery);
        if (frequency.isPresent() && entry.has("interval")) {
            entry.note("interval", "stands beside frequencyHz, which says the same; keep one of both");
        }
        return byInterval.orElse(
                ProfileRequest.Wall.ofFrequency(frequency.orElse(ProfileRequest.DEFAULT_FREQUENCY_HZ)));
    }

    private static ProfileRequest wallEvery(String text) {
        Duration interval = duration(text, "from 5ms to 10s");
        if (interval.compareTo(ProfileRequest.Wall.SHORTEST) < 0
                || interval.compareTo(ProfileRequest.Wall.LONGEST) > 0) {
            throw new IllegalArgumentException("must be from 5ms to 10s");
        }
        return new ProfileRequest.Wall(interval);
    }

    private static long everyBytes(YamlMapping entry) {
        return entry.text("everyBytes", text -> {
                    long bytes = bytes(text);
                    if (bytes < 16 << 10 || bytes > 1L << 40) {
                        throw new IllegalArgumentException("must be from 16Ki to 1024Gi");
                    }
                    return bytes;
                })
                .orElse(ProfileRequest.DEFAULT_BYTES);
    }

    private static Duration threshold(YamlMapping entry) {
        return entry.text("threshold", text -> {
                    Duration threshold = duration(text, "up to 1m");
                    if (threshold.compareTo(Duration.ofMinutes(1)) > 0) {
                        throw new IllegalArgumentException("must be up to 1m");
                    }
                    return threshold;
                })
                .orElse(ProfileRequest.DEFAULT_THRESHOLD);
    }

    private static Duration duration(String text, String range) {
        try {
            return GoDuration.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("write it like 10ms or 1s, " + range, e);
        }
    }

    private static JavaEngine java(YamlMapping java) {
        JavaEngine engine = java.text(
                        "engine",
                        text -> JavaEngine.ofLabel(text)
                                .orElseThrow(
                                        () -> new IllegalArgumentException("must be auto, ebpf or async-profiler")))
                .orElse(JavaEngine.AUTO);
        java.rejectOthers();
        return engine;
    }

    private static Budget budget(YamlMapping budget) {
        double cpuPercent = budget.text("cpuPercent", ProfilingReader::percent).orElse(Budget.DEFAULT.cpuPercent());
        long memory = budget.text("memory", ProfilingReader::bytes).orElse(Budget.DEFAULT.memoryBytes());
        budget.rejectOthers();
        return new Budget(cpuPercent, memory);
    }

    private static long bytes(String text) {
        return Quantity.bytes(text).orElseThrow(() -> new IllegalArgumentException("write it like 64Mi or 1Gi"));
    }

    private static double percent(String text) {
        try {
            double percent = Double.parseDouble(text);
            if (percent > 0 && percent <= 100) {
                return percent;
            }
        } catch (NumberFormatException e) {
            // The message below says it better.
        }
        throw new IllegalArgumentException("must be a number above 0, up to 100");
    }
}
