package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// `helm uninstall` with a target still there: no object, no process, no file on the node is left.
@OnCluster
@Order(100)
class UninstallE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Cluster cluster;
    private final Release release;

    UninstallE2E(Cluster cluster, Release release) {
        this.cluster = cluster;
        this.release = release;
    }

    @Test
    void nothingIsLeft() throws Exception {
        try (Shop shop = new Shop(cluster, "left-behind")) {
            shop.run(Workload.c("steady"));
            shop.target("steady", "{selector: {matchLabels: {app: steady}}}");
            Eventually.until(
                    PATIENCE,
                    "no sample",
                    () -> release.api().services(shop.namespace()).contains("steady"));

            release.uninstall();

            Eventually.until(
                    PATIENCE,
                    "pods of the release live on",
                    () -> cluster.client()
                            .pods()
                            .inNamespace(Release.NAMESPACE)
                            .list()
                            .getItems()
                            .isEmpty());
            Eventually.until(
                    PATIENCE, "objects of the release are left", () -> objects().isEmpty());
            assertEquals("", processes(), "processes of the release");
            assertEquals(1, shop.pods("steady").size());
        }
    }

    /// All that the namespace has beyond what every namespace has, and what the cluster has of the release by its
    /// label.
    private Set<String> objects() throws IOException, InterruptedException {
        Set<String> found = new TreeSet<>();
        for (String kind : kinds(true)) {
            names(found, "get", kind, "--namespace", Release.NAMESPACE, "-o", "name", "--ignore-not-found");
        }
        for (String kind : kinds(false)) {
            names(found, "get", kind, "-l", "app.kubernetes.io/instance=" + Release.NAME, "-o", "name");
        }
        found.removeIf(name -> name.startsWith("event") // they end by themselves
                || name.equals("configmap/kube-root-ca.crt")
                || name.equals("serviceaccount/default"));
        if (!found.isEmpty()) {
            System.out.println("still there: " + found);
        }
        return found;
    }

    private List<String> kinds(boolean namespaced) throws IOException, InterruptedException {
        return Arrays.asList(
                cluster.kubectl("api-resources", "--verbs=list", "--namespaced=" + namespaced, "-o", "name")
                        .split("\n"));
    }

    private void names(Set<String> found, String... command) throws IOException, InterruptedException {
        cluster.kubectl(command).lines().filter(line -> !line.isBlank()).forEach(found::add);
    }

    /// Command lines on the node that run from an image of the release.
    private String processes() throws IOException, InterruptedException {
        return cluster.onNode("sh", "-c", """
                for process in /proc/[0-9]*; do
                  grep -q kubepods $process/cgroup 2>/dev/null && tr '\\0' ' ' <$process/cmdline | grep /opt/podflame
                done; true""");
    }
}
