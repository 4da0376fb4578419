package dev.podflame.crds.match;

import dev.podflame.crds.TargetSpec;
import io.fabric8.kubernetes.api.model.LabelSelector;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A target with all its defaults filled in.
///
/// @param created when it was made; of two equal ones the older has the container
/// @param namespaces which namespaces it is for
/// @param selector which pods
/// @param containers patterns of container names
/// @param spec what else it says, as it was written
public record Target(
        TargetId id,
        Instant created,
        int priority,
        boolean suspended,
        Schedule schedule,
        PodSampling sampling,
        Namespaces namespaces,
        LabelSelector selector,
        List<String> containers,
        TargetSpec spec) {

    /// The order in which targets may have a container.
    public static final Comparator<Target> ORDER = Comparator.comparingInt(Target::priority)
            .reversed()
            .thenComparing(Target::created)
            .thenComparing(target -> target.id().name())
            .thenComparing(target -> target.id().kind())
            .thenComparing(target -> target.id().namespace());

    public Target {
        containers = List.copyOf(containers);
    }

    /// The namespaces of a target.
    public sealed interface Namespaces {
        boolean include(String name, Map<String, String> labels);

        /// A `ProfilingTarget`'s own.
        record Own(String namespace) implements Namespaces {
            @Override
            public boolean include(String name, Map<String, String> labels) {
                return name.equals(namespace);
            }
        }

        /// Those with certain labels, but for some.
        record Chosen(LabelSelector selector, List<String> excluded) implements Namespaces {
            public Chosen {
                excluded = List.copyOf(excluded);
            }

            @Override
            public boolean include(String name, Map<String, String> labels) {
                return Labels.match(selector, labels)
                        && excluded.stream().noneMatch(pattern -> new NamePattern(pattern).matches(name));
            }
        }
    }

    /// Whether it is for this pod by namespace and labels, whatever sampling and schedule say.
    public boolean matches(PodFacts pod, Map<String, String> namespaceLabels) {
        return namespaces.include(pod.namespace(), namespaceLabels) && Labels.match(selector, pod.labels());
    }

    public boolean names(String container) {
        return containers.stream().anyMatch(pattern -> new NamePattern(pattern).matches(container));
    }

    /// Whether it is in force.
    public boolean isActive(Instant now) {
        return !suspended && schedule.isActive(now);
    }

    /// The service name it gives, if it gives one.
    public Optional<String> serviceName() {
        return Optional.ofNullable(spec.service).map(service -> service.name);
    }
}
