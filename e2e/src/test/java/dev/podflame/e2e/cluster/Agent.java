package dev.podflame.e2e.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.LocalPortForward;
import io.fabric8.kubernetes.client.readiness.Readiness;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/// The node agent of the cluster's one node, and what its metrics say.
record Agent(KubernetesClient client, String pod) {
    private static final int PORT = 7072;

    /// The agent that runs now; fails when there is none or more than one.
    static Agent running(KubernetesClient client) throws IOException {
        List<Pod> pods = pods(client).stream()
                .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
                .filter(Readiness::isPodReady)
                .toList();
        if (pods.size() != 1) {
            throw new IOException(pods.size() + " agents run");
        }
        return new Agent(client, pods.getFirst().getMetadata().getName());
    }

    static List<Pod> pods(KubernetesClient client) {
        return client.pods().inNamespace(Release.NAMESPACE).list().getItems().stream()
                .filter(pod -> pod.getMetadata().getName().startsWith(Release.NAME + "-agent-"))
                .toList();
    }

    /// A counter or gauge, 0 when there is none; the name without what all of them begin with.
    long metric(String name) throws IOException, InterruptedException {
        return (long) sum(name + " ");
    }

    /// Sum of the metrics whose lines begin so, such as `cpu_seconds_total{`; 0 when there is none.
    double sum(String beginning) throws IOException, InterruptedException {
        try (LocalPortForward forward = client.pods()
                        .inNamespace(Release.NAMESPACE)
                        .withName(pod)
                        .portForward(PORT);
                HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://localhost:" + forward.getLocalPort() + "/metrics"))
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> line.startsWith("podflame_agent_" + beginning))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
    }
}
