package dev.podflame.agent.target.kubernetes;

import dev.podflame.crds.match.TargetReading;
import io.fabric8.kubernetes.api.model.Pod;
import java.util.List;
import java.util.Map;

/// What the API server said last.
///
/// @param complete whether everything was read at least once; before that nobody may decide
/// @param pods the pods of this node
/// @param namespaceLabels labels by namespace
record ClusterState(
        boolean complete,
        List<TargetReading> targets,
        List<Pod> pods,
        Map<String, Map<String, String>> namespaceLabels) {

    static final ClusterState UNKNOWN = new ClusterState(false, List.of(), List.of(), Map.of());
}
