package dev.podflame.crds.match;

import dev.podflame.crds.ClusterProfilingTarget;
import dev.podflame.crds.ClusterProfilingTargetSpec;
import dev.podflame.crds.ProfilingTarget;
import dev.podflame.crds.TargetSpec;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a custom resource says. The API server has checked almost everything by then; a crontab line and a
/// time zone it can't check.
public sealed interface TargetReading {

    /// It can be worked with.
    record Good(Target target) implements TargetReading {}

    /// It can't, and why.
    record Bad(TargetId id, String problem) implements TargetReading {}

    static TargetReading read(ProfilingTarget resource) {
        ObjectMeta meta = resource.getMetadata();
        TargetId id = new TargetId(ProfilingTarget.KIND, meta.getNamespace(), meta.getName());
        return read(id, meta, resource.getSpec(), new Target.Namespaces.Own(meta.getNamespace()));
    }

    static TargetReading read(ClusterProfilingTarget resource) {
        ObjectMeta meta = resource.getMetadata();
        ClusterProfilingTargetSpec spec = resource.getSpec();
        TargetId id = new TargetId(ClusterProfilingTarget.KIND, "", meta.getName());
        try {
            LabelSelector selector = Labels.check(orEmpty(spec.namespaceSelector));
            List<String> excluded = Objects.requireNonNullElse(spec.excludeNamespaces, List.of());
            return read(id, meta, spec, new Target.Namespaces.Chosen(selector, excluded));
        } catch (IllegalArgumentException e) {
            return new Bad(id, "namespaceSelector: " + e.getMessage());
        }
    }

    private static TargetReading read(TargetId id, ObjectMeta meta, TargetSpec spec, Target.Namespaces namespaces) {
        try {
            LabelSelector selector = Labels.check(orEmpty(spec.selector));
            if (Labels.isEmpty(selector) != Boolean.TRUE.equals(spec.all)) {
                throw new IllegalArgumentException("selector is empty; say all: true if every pod is meant");
            }
            return new Good(new Target(
                    id,
                    Instant.parse(meta.getCreationTimestamp()),
                    Objects.requireNonNullElse(spec.priority, 0),
                    Boolean.TRUE.equals(spec.suspend),
                    schedule(spec.schedule),
                    sampling(spec.sampling),
                    namespaces,
                    selector,
                    Objects.requireNonNullElse(spec.containers, List.of("*")),
                    spec));
        } catch (IllegalArgumentException e) {
            return new Bad(id, String.valueOf(e.getMessage()));
        }
    }

    private static LabelSelector orEmpty(@Nullable LabelSelector selector) {
        return selector == null ? new LabelSelector() : selector;
    }

    private static Schedule schedule(TargetSpec.@Nullable Schedule spec) {
        if (spec == null) {
            return Schedule.ALWAYS;
        }
        if (spec.until != null) {
            try {
                return new Schedule.Until(Instant.parse(spec.until));
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("schedule.until is no time like 2026-12-01T00:00:00Z", e);
            }
        }
        if (spec.cron != null) {
            String zone = Optional.ofNullable(spec.timeZone).orElse("UTC");
            try {
                return Schedule.Recurring.of(spec.cron, zone, Objects.requireNonNullElse(spec.duration, ""));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("schedule: " + e.getMessage(), e);
            }
        }
        return Schedule.ALWAYS;
    }

    private static PodSampling sampling(TargetSpec.@Nullable Sampling spec) {
        if (spec == null) {
            return PodSampling.ALL;
        }
        return spec.maxPodsPerNode != null
                ? new PodSampling.PerNode(spec.maxPodsPerNode)
                : new PodSampling.Percent(Objects.requireNonNullElse(spec.podsPercent, 100));
    }
}
