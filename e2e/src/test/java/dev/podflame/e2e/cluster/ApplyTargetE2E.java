package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.e2e.FlameGraph;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The product's promise: apply a target, and minutes later every matching pod has its flame graph, and no other has.
@OnCluster
@Order(10)
class ApplyTargetE2E {
    private static final Duration FIRST = Duration.ofMinutes(2);
    private static final String RANGE = "from=now-15m&to=now";

    private final Cluster cluster;
    private final CollectorApi api;
    private final Shop shop;

    ApplyTargetE2E(Cluster cluster, Release release) {
        this.cluster = cluster;
        api = release.api();
        shop = new Shop(cluster, "shop");
    }

    @BeforeAll
    void aTargetForTwoOfFourDeployments() throws Exception {
        shop.run(
                Workload.python("checkout").withReplicas(3),
                Workload.java("prices").asLocked(),
                Workload.node("report"),
                Workload.c("mandel"));
        Instant applied = Instant.now();
        shop.target(
                "checkout", "{selector: {matchExpressions: [{key: app, operator: In, values: [checkout, prices]}]}}");
        String pod = shop.pod("checkout");
        Eventually.until(
                FIRST,
                "no flame graph",
                () -> api.ofPod(shop.namespace(), pod, RANGE).value(0) > 0);
        System.out.printf(
                "first flame graph %.1f s after kubectl apply, on a cluster without agents%n",
                Duration.between(applied, Instant.now()).toMillis() / 1e3);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @ParameterizedTest(name = "every pod of {0} shows {2}")
    @CsvSource({"checkout, python, five_biggest, 3", "prices, jvm, shop.Prices, 1"})
    void everyPodHasAFlameGraphWithItsFunctions(String app, String kind, String function, int replicas)
            throws Exception {
        List<String> pods = shop.pods(app);
        assertEquals(replicas, pods.size());
        for (String pod : pods) {
            Eventually.until(FIRST, pod + " has no " + kind + " frame named " + function, () -> {
                FlameGraph graph = api.ofPod(shop.namespace(), pod, RANGE);
                return graph.kinds().contains(kind) && graph.names().stream().anyMatch(name -> name.contains(function));
            });
        }
    }

    @Test
    void kubectlShowsWhatIsProfiled() throws Exception {
        Eventually.until(
                FIRST,
                "the target isn't ready",
                () -> shop.condition("checkout", "Ready").equals("True"));
        Eventually.until(
                FIRST,
                "not all pods are profiled",
                () -> shop.status("checkout", "containers", "profiled").equals("4"));
        String shown = cluster.kubectl("get", "ptgt", "--namespace", shop.namespace());
        System.out.print(shown);
        List<String> row = List.of(shown.lines().skip(1).findFirst().orElse("").split("\\s+"));
        assertEquals(List.of("checkout", "True", "4", "4", "0"), row.subList(0, 5));
        assertTrue(!row.get(5).isEmpty(), shown);
    }

    @Test
    void theOtherDeploymentsHaveNoSample() throws Exception {
        Eventually.until(
                FIRST,
                "not both services have samples",
                () -> api.services(shop.namespace()).containsAll(Set.of("checkout", "prices")));
        assertEquals(Set.of("checkout", "prices"), api.services(shop.namespace()));
        for (String app : List.of("report", "mandel")) {
            assertEquals(0, api.ofPod(shop.namespace(), shop.pod(app), RANGE).value(0), app);
        }
    }

    @Test
    void noPodWasRestartedOrChanged() {
        cluster.client()
                .pods()
                .inNamespace(shop.namespace())
                .list()
                .getItems()
                .forEach(pod -> assertEquals(
                        0,
                        pod.getStatus().getContainerStatuses().getFirst().getRestartCount(),
                        pod.getMetadata().getName()));
    }
}
