package dev.podflame.e2e.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What one wants to see after a failed test and can't any more when the cluster is gone: targets, pods, events, logs.
final class FailureDump {
    private static final Path FOLDER = Path.of(System.getProperty("podflame.root", ""), "build", "logs", "cluster");

    private FailureDump() {}

    static void write(Cluster cluster, String test) {
        StringBuilder text = new StringBuilder();
        command(text, cluster, "get", "ptgt,cptgt", "--all-namespaces", "-o", "yaml");
        command(text, cluster, "get", "pods,daemonsets,statefulsets,deployments", "--all-namespaces", "-o", "wide");
        command(text, cluster, "get", "events", "--all-namespaces", "--sort-by=.lastTimestamp");
        for (Pod pod :
                cluster.client().pods().inNamespace(Release.NAMESPACE).list().getItems()) {
            text.append("\n===== status of ")
                    .append(pod.getMetadata().getName())
                    .append('\n');
            text.append(Serialization.asYaml(pod.getStatus()));
            logs(text, cluster, pod);
        }
        try {
            Files.createDirectories(FOLDER);
            Path file = Files.writeString(FOLDER.resolve(test + ".txt"), text);
            System.out.println("The cluster's state after " + test + " is in " + file);
        } catch (IOException e) {
            System.out.println("could not write the cluster's state: " + e);
        }
    }

    private static void command(StringBuilder text, Cluster cluster, String... arguments) {
        text.append("\n===== kubectl ").append(String.join(" ", arguments)).append('\n');
        try {
            text.append(cluster.kubectl(arguments));
        } catch (IOException e) {
            text.append(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void logs(StringBuilder text, Cluster cluster, Pod pod) {
        pod.getSpec().getContainers().forEach(container -> {
            for (boolean previous : new boolean[] {true, false}) {
                try {
                    String log = previous
                            ? resource(cluster, pod)
                                    .inContainer(container.getName())
                                    .terminated()
                                    .tailingLines(200)
                                    .getLog()
                            : resource(cluster, pod)
                                    .inContainer(container.getName())
                                    .tailingLines(2000)
                                    .getLog();
                    text.append("\n===== log of ").append(pod.getMetadata().getName());
                    text.append(previous ? ", the container before\n" : "\n").append(log);
                } catch (KubernetesClientException e) {
                    // There was no container before, or none has started yet.
                }
            }
        });
    }

    private static io.fabric8.kubernetes.client.dsl.PodResource resource(Cluster cluster, Pod pod) {
        return cluster.client().pods().resource(pod);
    }
}
