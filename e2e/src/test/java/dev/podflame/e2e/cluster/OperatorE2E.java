package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Resource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// The agents' DaemonSet is as the release wants it, whatever happens to it or to the operator.
@OnCluster
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(70)
class OperatorE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration SECONDS = Duration.ofSeconds(20);
    private static final String LEASE = Release.NAME + "-operator";

    private final Cluster cluster;
    private final Release release;
    private final Shop shop;

    OperatorE2E(Cluster cluster, Release release) {
        this.cluster = cluster;
        this.release = release;
        shop = new Shop(cluster, "operated");
    }

    @BeforeAll
    void agentsRun() throws Exception {
        shop.run(Workload.c("steady"));
        shop.target("steady", "{selector: {matchLabels: {app: steady}}}");
        Eventually.until(PATIENCE, "there is no DaemonSet", () -> daemonSet().get() != null);
    }

    @AfterAll
    void close() throws Exception {
        shop.close();
        release.upgrade(Map.of());
    }

    @Test
    @Order(1)
    void aDeletedDaemonSetComesBack() throws Exception {
        String uid = daemonSet().require().getMetadata().getUid();
        daemonSet().delete();
        Eventually.until(SECONDS, "the DaemonSet doesn't come back", () -> {
            DaemonSet there = daemonSet().get();
            return there != null && !there.getMetadata().getUid().equals(uid);
        });
    }

    @Test
    @Order(2)
    void anEditedDaemonSetIsPutRight() throws Exception {
        String image = image();
        cluster.kubectl(
                "set",
                "image",
                "daemonset/" + Release.NAME + "-agent",
                "*=example.com/other:1",
                "-n",
                Release.NAMESPACE);
        Eventually.until(SECONDS, "the DaemonSet keeps the foreign image", () -> image().equals(image));
    }

    @Test
    @Order(3)
    void anotherOperatorTakesOverWhenTheLeaderIsKilled() throws Exception {
        release.upgrade(Map.of("operator.replicas", 2));
        Eventually.until(PATIENCE, "nobody leads", () -> !leader().isEmpty());
        String first = leader();
        client().pods()
                .inNamespace(Release.NAMESPACE)
                .withName(first)
                .withGracePeriod(0)
                .delete();
        shop.run(Workload.c("later"));
        shop.target("later", "{selector: {matchLabels: {app: later}}}");
        Eventually.until(
                PATIENCE,
                "the new target isn't reconciled",
                () -> shop.status("later", "pods", "matched").equals("1"));
        assertNotEquals(first, leader());
        assertEquals(1, Agent.pods(client()).size(), "agents");
    }

    @Test
    @Order(4)
    void aNewLeaderRepairsCertificatesThatSomebodyBroke() throws Exception {
        patch("configmap/podflame-ca", "{\"data\":{\"ca.crt\":\"nonsense\"}}");
        patch("secret/podflame-collector-tls", "{\"data\":{\"tls.crt\":\"bm9uc2Vuc2U=\"}}");
        client().pods()
                .inNamespace(Release.NAMESPACE)
                .withName(leader())
                .withGracePeriod(0)
                .delete();
        String begin = "-----BEGIN CERTIFICATE-----";
        Eventually.until(
                PATIENCE,
                "the Secret stays broken",
                () -> new String(
                                Base64.getDecoder().decode(content("secret/podflame-collector-tls", "tls.crt")),
                                StandardCharsets.UTF_8)
                        .startsWith(begin));
        Eventually.until(
                PATIENCE,
                "the ConfigMap stays broken",
                () -> content("configmap/podflame-ca", "ca.crt").startsWith(begin));
        Eventually.until(
                PATIENCE,
                "the collector can't be trusted",
                () -> release.api().get("services").has("services"));
    }

    private void patch(String object, String change) throws IOException, InterruptedException {
        cluster.kubectl("patch", object, "-n", Release.NAMESPACE, "--type=merge", "--patch=" + change);
    }

    private String content(String object, String entry) throws IOException, InterruptedException {
        return cluster.kubectl(
                "get", object, "-n", Release.NAMESPACE, "-o", "jsonpath={.data." + entry.replace(".", "\\.") + "}");
    }

    @Test
    @Order(5)
    void theLastTargetsEndEndsTheAgents() throws Exception {
        shop.close();
        Eventually.until(
                PATIENCE,
                "the DaemonSet stays without a target",
                () -> daemonSet().get() == null);
        Eventually.until(
                PATIENCE,
                "agents stay without a target",
                () -> Agent.pods(client()).isEmpty());
    }

    /// Name of the pod that holds the lease.
    private String leader() {
        String holder = Objects.requireNonNullElse(
                client().leases()
                        .inNamespace(Release.NAMESPACE)
                        .withName(LEASE)
                        .require()
                        .getSpec()
                        .getHolderIdentity(),
                "");
        return client().pods().inNamespace(Release.NAMESPACE).list().getItems().stream()
                .map(pod -> pod.getMetadata().getName())
                .filter(holder::startsWith)
                .findFirst()
                .orElse("");
    }

    private String image() {
        return daemonSet()
                .require()
                .getSpec()
                .getTemplate()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private Resource<DaemonSet> daemonSet() {
        return client().apps().daemonSets().inNamespace(Release.NAMESPACE).withName(Release.NAME + "-agent");
    }

    private KubernetesClient client() {
        return cluster.client();
    }
}
