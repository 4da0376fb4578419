package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// A target of the whole cluster, and what happens where it meets one of a namespace.
@OnCluster
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(40)
class ClusterTargetE2E {
    private static final Duration SAMPLES = Duration.ofMinutes(2);
    private static final String NAME = "platform";

    private final Cluster cluster;
    private final CollectorApi api;
    private final Shop first;
    private final Shop second;
    private final Shop excluded;

    ClusterTargetE2E(Cluster cluster, Release release) {
        this.cluster = cluster;
        api = release.api();
        first = new Shop(cluster, "team-one");
        second = new Shop(cluster, "team-two");
        excluded = new Shop(cluster, "team-secret");
    }

    @BeforeAll
    void aTargetForNamespacesByLabel() throws Exception {
        first.run(Workload.c("one"));
        second.run(Workload.c("two"));
        excluded.run(Workload.c("secret"));
        cluster.apply("""
                apiVersion: podflame.dev/v1alpha1
                kind: ClusterProfilingTarget
                metadata: {name: %s}
                spec:
                  selector: {}
                  all: true
                  namespaceSelector: {matchExpressions: [{key: shop, operator: In, values: [team-one, team-two, team-secret]}]}
                  excludeNamespaces: ["*-secret"]
                """.formatted(NAME));
    }

    @AfterAll
    void close() {
        cluster.client()
                .genericKubernetesResources(Shop.TARGETS, "ClusterProfilingTarget")
                .withName(NAME)
                .delete();
        first.close();
        second.close();
        excluded.close();
    }

    @Test
    @Order(1)
    void namespacesOfTheSelectorAreProfiledAndOthersAreNot() throws Exception {
        Eventually.until(
                SAMPLES,
                "not both namespaces have samples",
                () -> api.services("team-one").contains("one")
                        && api.services("team-two").contains("two"));
        assertEquals(Set.of(), api.services("team-secret"));
        assertEquals(Set.of(), api.services(Release.NAMESPACE));
        Eventually.until(
                SAMPLES,
                "the target doesn't count two containers",
                () -> Objects.toString(read().get("status", "containers", "profiled"), "")
                        .equals("2"));
    }

    @Test
    @Order(2)
    void theHigherPriorityHasTheContainerAndTheOtherSaysSo() throws Exception {
        first.target("mine", "{selector: {matchLabels: {app: one}}, priority: 10, service: {name: renamed}}");
        Eventually.until(
                SAMPLES,
                "the service isn't named by the target with the higher priority",
                () -> api.services("team-one").contains("renamed"));
        Eventually.until(
                SAMPLES,
                "the target that lost doesn't say so",
                () -> TargetConditions.status(read(), "Conflicted").equals("True"));
        Eventually.until(
                SAMPLES,
                "the target that won doesn't count the container",
                () -> first.status("mine", "containers", "profiled").equals("1"));
        Eventually.until(
                SAMPLES,
                "the container is counted twice",
                () -> Objects.toString(read().get("status", "containers", "profiled"), "")
                        .equals("1"));
    }

    private GenericKubernetesResource read() {
        return cluster.client()
                .genericKubernetesResources(Shop.TARGETS, "ClusterProfilingTarget")
                .withName(NAME)
                .require();
    }
}
