package dev.podflame.kubectl.command;

import dev.podflame.kubectl.cluster.KubectlAnswer;
import dev.podflame.kubectl.cluster.Subject;
import dev.podflame.kubectl.collector.Query;
import dev.podflame.kubectl.terminal.Failure;
import dev.podflame.kubectl.terminal.PlainText;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Finds out why a pod has no samples: what the agent says about its containers, or that no target selects it.
final class MissingSamples {
    private static final int MOST_TARGETS = 50;
    private static final String NO_TARGET =
            "No target selects it: apply a ProfilingTarget, and see kubectl podflame targets.";

    private final Session session;
    private final String namespace;

    MissingSamples(Session session, String namespace) {
        this.session = session;
        this.namespace = namespace;
    }

    String reason(Subject subject) {
        try {
            return switch (subject) {
                case Subject.Pod pod -> pod(pod.name());
                case Subject.Workload workload -> others();
                case Subject.Service service -> others();
            };
        } catch (Failure failure) {
            return "Why isn't known: " + failure.problem();
        }
    }

    private String others() {
        return "kubectl podflame targets --namespace=" + namespace + " says what is profiled, and what isn't and why.";
    }

    private String pod(String name) throws Failure {
        KubectlAnswer there = session.kubectl().run("get", "pod", name, "--namespace=" + namespace, "-o", "name");
        if (there.isNotFound()) {
            return "There is no such pod now; one that is gone may have samples in a longer --since.";
        }
        List<String> said = new ArrayList<>();
        int asked = 0;
        for (JsonNode target : session.collector().ask("targets", Query.NONE).path("targets")) {
            if (!TargetRows.concerns(target, namespace) || asked++ == MOST_TARGETS) {
                continue;
            }
            for (JsonNode container : TargetRows.containers(session.collector(), target)) {
                if (name.equals(container.path("pod").asString(""))
                        && namespace.equals(container.path("namespace").asString(""))) {
                    said.add(container(container));
                }
            }
        }
        return said.isEmpty() ? NO_TARGET : String.join("\n  ", said);
    }

    private static String container(JsonNode container) {
        String reason = container.path("reason").asString("");
        String message = container.path("message").asString("");
        return PlainText.of("Container " + container.path("container").asString("") + " is "
                + container.path("state").asString("") + (reason.isEmpty() ? "" : ": " + reason)
                + (message.isEmpty() ? "" : " (" + message + ")") + ".");
    }
}
