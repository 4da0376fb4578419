package dev.podflame.operator.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.podflame.crds.TargetStatus;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// What is different about a status.
public final class StatusChange {
    private static final KubernetesSerialization JSON = new KubernetesSerialization();

    private StatusChange() {}

    /// Whether it says something else than before, times of transitions aside.
    public static boolean isWorthWriting(TargetStatus before, TargetStatus now) {
        return !withoutTimes(before).equals(withoutTimes(now));
    }

    private static JsonNode withoutTimes(TargetStatus status) {
        JsonNode json = JSON.convertValue(status, JsonNode.class);
        json.path("conditions").forEach(condition -> ((ObjectNode) condition).remove("lastTransitionTime"));
        return json;
    }

    /// The conditions that are news for whoever looks at a target: another status, or another reason not to be
    /// ready. Of a target never seen before only whether it is ready.
    public static List<Condition> news(TargetStatus before, TargetStatus now) {
        List<Condition> old = Objects.requireNonNullElse(before.conditions, List.of());
        return Objects.requireNonNullElse(now.conditions, List.<Condition>of()).stream()
                .filter(condition -> isNews(find(old, condition.getType()), condition, old.isEmpty()))
                .toList();
    }

    private static boolean isNews(Optional<Condition> before, Condition now, boolean first) {
        boolean readiness = "Ready".equals(now.getType());
        if (first || before.isEmpty()) {
            return readiness;
        }
        boolean sameStatus = Objects.equals(before.get().getStatus(), now.getStatus());
        boolean sameReason = Objects.equals(before.get().getReason(), now.getReason());
        return readiness ? !sameStatus || !sameReason : !sameStatus;
    }

    private static Optional<Condition> find(List<Condition> conditions, String type) {
        return conditions.stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst();
    }
}
