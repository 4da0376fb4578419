package dev.podflame.collector.access;

import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The two questions to Kubernetes' API server: whose token is this, and may they get pods
/// (kubernetes.io, API reference, "TokenReview" and "SubjectAccessReview").
final class Reviews {
    private final ApiServer server;

    Reviews(ApiServer server) {
        this.server = server;
    }

    /// Whose the token is, if it is valid for one of the audiences; for the API server's own if none is
    /// given.
    Optional<Identity> review(String token, List<String> audiences) throws AccessException {
        Map<String, JsonNode> spec = new LinkedHashMap<>();
        spec.put("token", JsonNode.createStringNode(token));
        if (!audiences.isEmpty()) {
            spec.put("audiences", strings(audiences));
        }
        JsonNode status = server.create("authentication.k8s.io/v1", "TokenReview", "tokenreviews", spec);
        JsonNode user = status.get("user");
        String name = user == null ? "" : text(user, "username");
        if (user == null || name.isEmpty() || !isTrue(status.get("authenticated"))) {
            return Optional.empty();
        }
        // A server that doesn't know of audiences ignores them and names none.
        if (!audiences.isEmpty() && texts(status.get("audiences")).stream().noneMatch(audiences::contains)) {
            return Optional.empty();
        }
        return Optional.of(new Identity(name, text(user, "uid"), texts(user.get("groups")), extra(user.get("extra"))));
    }

    /// Whether somebody may get pods in a namespace; in all if it is empty.
    boolean mayGetPods(Identity who, String namespace) throws AccessException {
        Map<String, JsonNode> resource = new LinkedHashMap<>();
        if (!namespace.isEmpty()) {
            resource.put("namespace", JsonNode.createStringNode(namespace));
        }
        resource.put("verb", JsonNode.createStringNode("get"));
        resource.put("resource", JsonNode.createStringNode("pods"));
        Map<String, JsonNode> extra = new LinkedHashMap<>();
        who.extra().forEach((name, values) -> extra.put(name, strings(values)));
        Map<String, JsonNode> spec = new LinkedHashMap<>();
        spec.put("user", JsonNode.createStringNode(who.user()));
        spec.put("uid", JsonNode.createStringNode(who.uid()));
        spec.put("groups", strings(who.groups()));
        spec.put("extra", JsonNode.createObjectNode(extra));
        spec.put("resourceAttributes", JsonNode.createObjectNode(resource));
        JsonNode status = server.create("authorization.k8s.io/v1", "SubjectAccessReview", "subjectaccessreviews", spec);
        return isTrue(status.get("allowed"));
    }

    private static JsonNode strings(List<String> values) {
        return JsonNode.createArrayNode(
                values.stream().map(JsonNode::createStringNode).toList());
    }

    private static boolean isTrue(@Nullable JsonNode node) {
        return node != null && node.isBoolean() && node.getBooleanValue();
    }

    private static String text(JsonNode object, String name) {
        JsonNode node = object.get(name);
        return node != null && node.isString() ? node.getStringValue() : "";
    }

    private static List<String> texts(@Nullable JsonNode array) {
        List<String> texts = new ArrayList<>();
        if (array != null && array.isArray()) {
            for (JsonNode value : array.values()) {
                if (value.isString()) {
                    texts.add(value.getStringValue());
                }
            }
        }
        return texts;
    }

    private static Map<String, List<String>> extra(@Nullable JsonNode object) {
        Map<String, List<String>> extra = new LinkedHashMap<>();
        if (object != null && object.isObject()) {
            for (Map.Entry<String, JsonNode> entry : object.entries()) {
                extra.put(entry.getKey(), texts(entry.getValue()));
            }
        }
        return extra;
    }
}
