package dev.podflame.e2e.cluster;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.InstallCommand;
import com.marcnuri.helm.UpgradeCommand;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// The release as `helm install podflame charts/podflame` makes it, with the images of this checkout.
final class Release implements AutoCloseable {
    static final String NAMESPACE = "podflame";
    static final String NAME = "podflame";

    private static final Path CHART = Path.of(System.getProperty("podflame.root", ""), "charts", "podflame");
    private static final Duration START = Duration.ofMinutes(3);
    private static final String STORAGE = "podflame-test";

    private final Cluster cluster;
    private final CollectorApi api;

    private Release(Cluster cluster) {
        this.cluster = cluster;
        api = new CollectorApi(cluster.client());
    }

    static Release install(Cluster cluster) {
        try {
            makeVolume(cluster);
            InstallCommand command = new Helm(CHART)
                    .install()
                    .withName(NAME)
                    .withNamespace(NAMESPACE)
                    .createNamespace()
                    .withKubeConfigContents(cluster.kubeconfig());
            values().forEach(command::set);
            command.call();
            Release release = new Release(cluster);
            release.awaitReady();
            return release;
        } catch (Exception e) {
            FailureDump.write(cluster, "Release.install");
            throw new IllegalStateException("could not install the release", e);
        }
    }

    /// Changes values of the release and waits until it is as it should be.
    void upgrade(Map<String, Object> changes) throws Exception {
        UpgradeCommand command = new Helm(CHART)
                .upgrade()
                .withName(NAME)
                .withNamespace(NAMESPACE)
                .withKubeConfigContents(cluster.kubeconfig());
        Map<String, Object> all = values();
        all.putAll(changes);
        all.forEach(command::set);
        command.call();
        awaitReady();
    }

    /// `helm test`: fails unless the chart's own check of the installation succeeds.
    void test() {
        Helm.test(NAME)
                .withNamespace(NAMESPACE)
                .withTimeout((int) START.toSeconds())
                .withKubeConfigContents(cluster.kubeconfig())
                .call();
    }

    void uninstall() {
        Helm.uninstall(NAME)
                .withNamespace(NAMESPACE)
                .withKubeConfigContents(cluster.kubeconfig())
                .call();
    }

    CollectorApi api() {
        return api;
    }

    void awaitReady() throws Exception {
        KubernetesClient client = cluster.client();
        Eventually.until(START, "the operator is not ready", () -> {
            var deployment = client.apps().deployments().inNamespace(NAMESPACE).withName(NAME + "-operator");
            return deployment.isReady();
        });
        Eventually.until(
                START,
                "the collector is not ready",
                () -> client.apps()
                        .statefulSets()
                        .inNamespace(NAMESPACE)
                        .withName(NAME + "-collector")
                        .isReady());
        Eventually.until(
                START, "the API does not answer", () -> api.get("services").has("services"));
    }

    private static Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("images.tag", "test");
        values.put("persistence.storageClass", STORAGE);
        values.put("persistence.whenDeleted", "Delete");
        // A test machine is small and runs everything else too.
        values.put("collector.resources.requests.cpu", "50m");
        values.put("collector.resources.requests.memory", "256Mi");
        return values;
    }

    /// A volume for the collector. Whoever tests with a k3s of its own has a provisioner, but needn't.
    private static void makeVolume(Cluster cluster) throws IOException, InterruptedException {
        String folder = "/var/lib/podflame-test-volume";
        cluster.onNode("mkdir", "-p", folder);
        String node = cluster.client()
                .nodes()
                .list()
                .getItems()
                .getFirst()
                .getMetadata()
                .getName();
        cluster.apply("""
                apiVersion: v1
                kind: PersistentVolume
                metadata: {name: podflame-test}
                spec:
                  capacity: {storage: 100Gi}
                  accessModes: [ReadWriteOnce]
                  persistentVolumeReclaimPolicy: Retain
                  storageClassName: %s
                  local: {path: %s}
                  nodeAffinity:
                    required:
                      nodeSelectorTerms:
                      - matchExpressions:
                        - {key: kubernetes.io/hostname, operator: In, values: [%s]}
                """.formatted(STORAGE, folder, node));
    }

    @Override
    public void close() {
        api.close();
    }
}
