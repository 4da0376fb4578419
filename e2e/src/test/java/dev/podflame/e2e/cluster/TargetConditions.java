package dev.podflame.e2e.cluster;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Conditions in the status of a target of either kind.
final class TargetConditions {
    private TargetConditions() {}

    /// `True`, `False`, `Unknown`; empty when there is no such condition.
    static String status(GenericKubernetesResource target, String type) {
        if (target.get("status", "conditions") instanceof List<?> conditions) {
            for (Object condition : conditions) {
                if (condition instanceof Map<?, ?> fields && type.equals(fields.get("type"))) {
                    return Objects.toString(fields.get("status"), "");
                }
            }
        }
        return "";
    }
}
