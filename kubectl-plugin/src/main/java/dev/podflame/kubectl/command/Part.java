package dev.podflame.kubectl.command;

import dev.podflame.kubectl.cluster.Installation;
import dev.podflame.kubectl.cluster.Kubectl;
import dev.podflame.kubectl.cluster.KubectlAnswer;
import dev.podflame.kubectl.terminal.Failure;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// One of Podflame's own workloads.
///
/// @param object its name in Podflame's namespace
/// @param state such as `1/1`, or why it isn't known
record Part(String name, String object, String state, boolean isWell) {
    /// Operator, collector and agents, in this order. The agents' DaemonSet is there only while a target is active.
    static List<Part> all(Kubectl kubectl, Installation installation) throws Failure {
        KubectlAnswer answer = kubectl.run(
                "get",
                "deployments,statefulsets,daemonsets",
                "--namespace=" + installation.namespace(),
                "-o",
                "json",
                "--request-timeout=20s");
        if (answer.isForbidden()) {
            return List.of(
                    unknown("operator", installation),
                    unknown("collector", installation),
                    unknown("agent", installation));
        }
        JsonNode items = Kubectl.json(answer.orFail()).path("items");
        List<Part> parts = new ArrayList<>();
        for (String name : List.of("operator", "collector", "agent")) {
            parts.add(find(items, name, installation.nameOf(name)));
        }
        return parts;
    }

    private static Part find(JsonNode items, String name, String object) {
        for (JsonNode item : items) {
            if (object.equals(item.path("metadata").path("name").asString(""))) {
                return of(item, name, object);
            }
        }
        return name.equals("agent")
                ? new Part(name, object, "none: no target is active", true)
                : new Part(name, object, "missing", false);
    }

    private static Part of(JsonNode item, String name, String object) {
        JsonNode status = item.path("status");
        boolean daemonSet = item.path("kind").asString("").equals("DaemonSet");
        int wanted = daemonSet
                ? status.path("desiredNumberScheduled").asInt(0)
                : item.path("spec").path("replicas").asInt(1);
        int ready = status.path(daemonSet ? "numberReady" : "readyReplicas").asInt(0);
        return new Part(name, object, ready + "/" + wanted, ready == wanted);
    }

    /// Who may not look can't say that it isn't well.
    private static Part unknown(String name, Installation installation) {
        return new Part(name, installation.nameOf(name), "unknown: you may not list workloads there", true);
    }
}
