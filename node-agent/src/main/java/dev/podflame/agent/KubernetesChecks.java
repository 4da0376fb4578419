package dev.podflame.agent;

import dev.podflame.crds.ClusterProfilingTarget;
import dev.podflame.crds.ProfilingTarget;
import io.fabric8.kubernetes.api.model.ListOptions;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;

/// Tries to read what the agent watches at the API server.
final class KubernetesChecks {
    private static final ListOptions ONE =
            new ListOptionsBuilder().withLimit(1L).build();
    private static final String MISSING = "install the custom resource definitions: kubectl apply -f crds/";
    private static final String FORBIDDEN = "allow the agent's service account to get, list and watch them everywhere";

    private KubernetesChecks() {}

    static List<Check> all(String node) {
        try (KubernetesClient client = Surroundings.ClusterNode.newClient()) {
            return List.of(
                    check(
                            "targets",
                            () -> client.resources(ProfilingTarget.class)
                                    .inAnyNamespace()
                                    .list(ONE)),
                    check(
                            "cluster targets",
                            () -> client.resources(ClusterProfilingTarget.class).list(ONE)),
                    check("namespaces", () -> client.namespaces().list(ONE)),
                    check(
                            "pods of the node",
                            () -> client.pods()
                                    .inAnyNamespace()
                                    .withField("spec.nodeName", node)
                                    .list(ONE)));
        }
    }

    private static Check check(String what, Runnable list) {
        try {
            list.run();
            return Check.ok(what, "can be read");
        } catch (KubernetesClientException e) {
            String cure = switch (e.getCode()) {
                case 403 -> FORBIDDEN;
                case 404 -> MISSING;
                default -> "see that the API server can be reached with the agent's service account";
            };
            return Check.not(what, "can't be read: " + firstLine(e), cure);
        }
    }

    private static String firstLine(KubernetesClientException e) {
        String message = e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        return String.valueOf(message).lines().findFirst().orElse("");
    }
}
