package dev.podflame.kubectl.cluster;

import dev.podflame.kubectl.terminal.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// The pods that a workload or a Service selects now.
public final class Pods {
    private Pods() {}

    /// The names of the pods of `kind/name`, none if it selects none.
    public static List<String> of(Kubectl kubectl, String namespace, String kind, String name) throws Failure {
        String inNamespace = "--namespace=" + namespace;
        String selector =
                selector(kubectl.get(kind, name, inNamespace).path("spec").path("selector"));
        if (selector.isEmpty()) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        kubectl.get("pods", inNamespace, "-l", selector)
                .path("items")
                .forEach(pod -> names.add(pod.path("metadata").path("name").asString("")));
        return names;
    }

    /// A selector as `-l` takes it, from a workload's `matchLabels` and `matchExpressions` or a Service's plain labels.
    static String selector(JsonNode selector) {
        List<String> parts = new ArrayList<>();
        boolean plain = !selector.has("matchLabels") && !selector.has("matchExpressions");
        JsonNode labels = plain ? selector : selector.path("matchLabels");
        labels.properties()
                .forEach(label ->
                        parts.add(label.getKey() + "=" + label.getValue().asString("")));
        if (!plain) {
            selector.path("matchExpressions").forEach(expression -> parts.add(expression(expression)));
        }
        return String.join(",", parts);
    }

    private static String expression(JsonNode expression) {
        String key = expression.path("key").asString("");
        String values = StreamSupport.stream(expression.path("values").spliterator(), false)
                .map(value -> value.asString(""))
                .collect(Collectors.joining(",", " (", ")"));
        return switch (expression.path("operator").asString("")) {
            case "In" -> key + " in" + values;
            case "NotIn" -> key + " notin" + values;
            case "DoesNotExist" -> "!" + key;
            default -> key;
        };
    }
}
