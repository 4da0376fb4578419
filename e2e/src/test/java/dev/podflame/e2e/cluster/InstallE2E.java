package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// What `helm install` leaves behind before anybody has made a target.
@OnCluster
@Order(5)
class InstallE2E {
    private final Cluster cluster;
    private final Release release;

    InstallE2E(Cluster cluster, Release release) {
        this.cluster = cluster;
        this.release = release;
    }

    @Test
    void helmTestFindsAllWell() {
        assertDoesNotThrow(release::test);
    }

    @Test
    void theAuthorityIsPublishedAsTheSecretHasIt() throws Exception {
        Eventually.until(
                Duration.ofMinutes(1),
                "the ConfigMap isn't there",
                () -> cluster.client()
                                .configMaps()
                                .inNamespace(Release.NAMESPACE)
                                .withName("podflame-ca")
                                .get()
                        != null);
        assertEquals(
                jsonPath("secret/podflame-collector-tls", "{.data.ca\\.crt}"),
                Base64.getEncoder()
                        .encodeToString(jsonPath("configmap/podflame-ca", "{.data.ca\\.crt}")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void noAgentRunsWithoutATarget() {
        assertEquals(List.of(), Agent.pods(cluster.client()));
    }

    private String jsonPath(String object, String path) throws IOException, InterruptedException {
        return cluster.kubectl("get", object, "--namespace", Release.NAMESPACE, "-o", "jsonpath=" + path);
    }
}
