package dev.podflame.crds;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What both kinds of targets say. Durations are written as in Go (`15m`, `10ms`, `1h30m`), amounts as Kubernetes
/// quantities (`64Mi`). Absent fields are null; [dev.podflame.crds.match.Target] has their meaning filled in.
@JsonInclude(JsonInclude.Include.NON_NULL)
@ValidationRule(
        value =
                "(has(self.all) && self.all) != ((has(self.selector.matchLabels) && size(self.selector.matchLabels) > 0)"
                        + " || (has(self.selector.matchExpressions) && size(self.selector.matchExpressions) > 0))",
        message = "an empty selector takes every pod: say all: true if that is meant, and leave all out if it isn't")
public class TargetSpec {
    static final String DURATION = "^([0-9]{1,9}(ms|s|m|h))+$";

    @Required
    @JsonPropertyDescription("Which pods, by their labels. An empty selector needs all: true.")
    public @Nullable LabelSelector selector;

    @JsonPropertyDescription("Takes every pod; the selector must be empty then.")
    public @Nullable Boolean all;

    @Size(min = 1, max = 50)
    @JsonPropertyDescription("Names of containers; * stands for any characters. Default: all of them.")
    public @Nullable List<String> containers;

    @Size(min = 1, max = 10)
    @JsonPropertyDescription("What is measured. Default: cpu at 19 Hz.")
    @ValidationRule(
            value = "self.all(p, self.filter(q, q.type == p.type).size() == 1)",
            message = "each profile type may stand here once")
    public @Nullable List<ProfileRequest> profiles;

    @JsonPropertyDescription("How Java is profiled.")
    public @Nullable Java java;

    @JsonPropertyDescription("When. Default: always.")
    public @Nullable Schedule schedule;

    @JsonPropertyDescription("How many of the pods. Default: all.")
    public @Nullable Sampling sampling;

    @JsonPropertyDescription("What profiling may cost each container.")
    public @Nullable Budget budget;

    @JsonPropertyDescription("How the profiles are named. Default: OpenTelemetry's rules for Kubernetes.")
    public @Nullable Service service;

    @Size(max = 10)
    @JsonPropertyDescription("Pod labels that are kept with the profiles, to filter by; at most 10.")
    public @Nullable List<String> labels;

    @Min(-1000000)
    @Max(1000000)
    @JsonPropertyDescription("Of two targets for one container the one with the higher priority has it. Default: 0.")
    public @Nullable Integer priority;

    @JsonPropertyDescription("Nothing is profiled for this target.")
    public @Nullable Boolean suspend;

    /// What is measured.
    public enum Type {
        @JsonProperty("cpu")
        CPU,
        @JsonProperty("wall")
        WALL,
        @JsonProperty("off_cpu")
        OFF_CPU,
        @JsonProperty("alloc")
        ALLOC,
        @JsonProperty("lock")
        LOCK,
        @JsonProperty("live")
        LIVE,
        @JsonProperty("native_memory")
        NATIVE_MEMORY
    }

    /// One profile and how closely it looks.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "!has(self.frequencyHz) || self.type in ['cpu', 'wall', 'off_cpu']",
            message = "frequencyHz is for cpu, wall and off_cpu; alloc, live and native_memory take everyBytes, lock"
                    + " takes threshold")
    @ValidationRule(
            value = "!has(self.everyBytes) || self.type in ['alloc', 'live', 'native_memory']",
            message = "everyBytes is for alloc, live and native_memory")
    @ValidationRule(value = "!has(self.threshold) || self.type == 'lock'", message = "threshold is for lock")
    public static class ProfileRequest {
        @Required
        public @Nullable Type type;

        @Min(1)
        @Max(199)
        @JsonPropertyDescription(
                "Looks per second and CPU; 1 to 199. Default: 19. Above 49, a JVM's profile misses up to a tenth where no"
                        + " core is free.")
        public @Nullable Integer frequencyHz;

        @JsonPropertyDescription("One look every so many bytes. Default: 1Mi.")
        public @Nullable Quantity everyBytes;

        @Pattern(DURATION)
        @JsonPropertyDescription("Waits shorter than this aren't recorded, like 10ms. Default: 10ms.")
        public @Nullable String threshold;
    }

    /// How Java is profiled.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public static class Java {
        @Default("auto")
        @JsonPropertyDescription("auto takes async-profiler where a target asks for more than cpu.")
        public @Nullable Engine engine;
    }

    /// What profiles a JVM.
    public enum Engine {
        @JsonProperty("auto")
        AUTO,
        @JsonProperty("ebpf")
        EBPF,
        @JsonProperty("async-profiler")
        ASYNC_PROFILER
    }

    /// When a target is in force: always, from a time of the day on, or until a day.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "[has(self.always) && self.always, has(self.cron), has(self.until)].filter(x, x).size() == 1",
            message = "a schedule says one of always: true, cron with duration, or until")
    @ValidationRule(
            value = "has(self.cron) == has(self.duration)",
            message = "cron says when it starts, duration for how long (like 15m): it takes both")
    @ValidationRule(value = "!has(self.timeZone) || has(self.cron)", message = "timeZone is for cron")
    public static class Schedule {
        public @Nullable Boolean always;

        @Size(min = 9, max = 200)
        @JsonPropertyDescription("Minute, hour, day of month, month, day of week, as in crontab: 0 9 * * 1-5.")
        public @Nullable String cron;

        @Pattern(DURATION)
        @JsonPropertyDescription("For how long from each of these times on, like 15m.")
        public @Nullable String duration;

        @JsonPropertyDescription("Zone of the cron times, like Europe/Berlin. Default: UTC.")
        public @Nullable String timeZone;

        @Size(max = 40)
        @ValidationRule(
                value = "self.matches('^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$')",
                message = "until is a time in UTC like 2026-12-01T00:00:00Z")
        public @Nullable String until;
    }

    /// Which share of the pods is profiled; a stable hash of the pod's UID decides.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @ValidationRule(
            value = "has(self.podsPercent) != has(self.maxPodsPerNode)",
            message = "sampling says one of podsPercent and maxPodsPerNode")
    public static class Sampling {
        @Min(1)
        @Max(100)
        public @Nullable Integer podsPercent;

        @Min(1)
        @Max(1000)
        public @Nullable Integer maxPodsPerNode;
    }

    /// What profiling may cost each container.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public static class Budget {
        @JsonPropertyDescription("Percent of one CPU. Default: 1.")
        @ValidationRule(value = "self > 0.0 && self <= 100.0", message = "cpuPercent is above 0, up to 100")
        public @Nullable Double cpuPercent;

        @JsonPropertyDescription("Memory inside the container's own limit. Default: 64Mi.")
        public @Nullable Quantity memory;
    }

    /// How the profiles are named.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public static class Service {
        @Size(min = 1, max = 200)
        @JsonPropertyDescription("One name for everything that this target selects.")
        public @Nullable String name;
    }
}
