package dev.podflame.operator.cluster;

import dev.podflame.crds.match.PodFacts;
import dev.podflame.crds.match.Target;
import dev.podflame.crds.match.TargetId;
import dev.podflame.crds.match.TargetReading;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What there was at one moment.
///
/// @param pods those on a node that have running containers
/// @param namespaceLabels labels by namespace
public record Snapshot(
        List<SeenTarget> targets, List<PodFacts> pods, Map<String, Map<String, String>> namespaceLabels) {
    public Snapshot {
        targets = List.copyOf(targets);
        pods = List.copyOf(pods);
        namespaceLabels = Map.copyOf(namespaceLabels);
    }

    /// A target and the generation of its spec.
    public record SeenTarget(TargetReading reading, long generation) {
        public Optional<Target> target() {
            return switch (reading) {
                case TargetReading.Good(Target target) -> Optional.of(target);
                case TargetReading.Bad(TargetId id, String problem) -> Optional.empty();
            };
        }
    }

    /// Those that can be worked with.
    public List<Target> workable() {
        return targets.stream().flatMap(seen -> seen.target().stream()).toList();
    }
}
