package dev.podflame.agent.target.kubernetes;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.Await;
import dev.podflame.agent.FakeCluster;
import dev.podflame.agent.target.Decision;
import dev.podflame.agent.target.Placement;
import dev.podflame.agent.target.Selected;
import dev.podflame.agent.target.Skip;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The watches, on a server that speaks the API.
@Timeout(60)
class KubernetesTargetsIT {
    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final String CHECKOUT = "{selector: {matchLabels: {app: checkout}}}";
    private static final String ID = "a1".repeat(32);

    private final FakeCluster cluster = new FakeCluster();
    private final KubernetesClient client = cluster.newClient();
    private @Nullable KubernetesTargets watching;

    private KubernetesTargets targets() {
        return requireNonNull(watching, "nothing is watched");
    }

    @AfterEach
    void close() {
        targets().close();
        client.close();
        cluster.close();
    }

    private void watch() {
        watching = KubernetesTargets.watch(client, new NodeIdentity("node1", ""));
    }

    private Decision decision() {
        targets().refresh();
        return targets().decide(new Placement(List.of(ID), "uid-checkout-1"), () -> {
            throw new AssertionError("nothing but the container may be asked for");
        });
    }

    private void awaitDecision(Class<? extends Decision> expected) throws Exception {
        Await.until("a decision " + expected.getSimpleName(), WITHIN, () -> expected.isInstance(decision()));
    }

    @Test
    void whatIsThereAtTheStartIsFound() throws Exception {
        cluster.target("t", CHECKOUT);
        cluster.put(FakeCluster.pod("checkout-1", "node1", ID, ""));
        watch();
        awaitDecision(Selected.InPod.class);
        assertEquals(Set.of("fieldSelector=spec.nodeName%3Dnode1"), cluster.fieldSelectors);
        assertEquals(List.of(), targets().troubles());
    }

    @Test
    void everyChangeIsTakenUpAndWakesTheScanner() throws Exception {
        watch();
        Semaphore woken = new Semaphore(0);
        targets().onChange(woken::release);
        awaitDecision(Skip.PodUnknown.class);
        Await.until("everything is known", WITHIN, () -> {
            targets().refresh();
            return targets().containers().complete();
        });
        woken.drainPermits();
        cluster.target("t", CHECKOUT);
        assertTrue(woken.tryAcquire(10, TimeUnit.SECONDS), "a new target wakes");
        cluster.put(FakeCluster.pod("checkout-1", "node1", ID, ""));
        awaitDecision(Selected.InPod.class);
        Decision selected = decision();
        cluster.target("t", "{selector: {matchLabels: {app: checkout}}, suspend: true}");
        awaitDecision(Skip.InPod.class);
        assertTrue(!targets().stands(selected, new Placement(List.of(ID), "uid-checkout-1")));
        cluster.target("t", CHECKOUT);
        awaitDecision(Selected.InPod.class);
        assertTrue(targets().stands(selected, new Placement(List.of(ID), "uid-checkout-1")));
        cluster.deleteTarget("t");
        awaitDecision(Skip.NotMatched.class);
        cluster.deletePod("checkout-1");
        awaitDecision(Skip.PodUnknown.class);
    }

    @Test
    void aRefreshWithoutAChangeSaysSo() throws Exception {
        cluster.target("t", CHECKOUT);
        cluster.put(FakeCluster.pod("checkout-1", "node1", ID, ""));
        watch();
        awaitDecision(Selected.InPod.class);
        Await.until("quiet", WITHIN, () -> !targets().refresh());
        cluster.put(FakeCluster.pod("checkout-1", "node1", ID, "annotations: {note: of-no-importance}"));
        Semaphore woken = new Semaphore(0);
        targets().onChange(woken::release);
        assertTrue(!targets().refresh() || woken.tryAcquire(10, TimeUnit.SECONDS));
        assertInstanceOf(Selected.InPod.class, decision());
    }

    @Test
    void podsOfOtherNodesAreNotOurs() throws Exception {
        cluster.target("t", CHECKOUT);
        cluster.put(FakeCluster.pod("checkout-1", "node2", ID, ""));
        watch();
        Await.until("everything is known", WITHIN, () -> {
            targets().refresh();
            return targets().containers().complete();
        });
        assertEquals(List.of(), targets().containers().named());
        assertInstanceOf(Skip.PodUnknown.class, decision());
    }

    @Test
    void aTargetOfTheClusterChoosesNamespacesByTheirLabels() throws Exception {
        cluster.clusterTarget("c", "{selector: {}, all: true, namespaceSelector: {matchLabels: {tier: live}}}");
        cluster.put(FakeCluster.pod("checkout-1", "node1", ID, ""));
        watch();
        awaitDecision(Selected.InPod.class);
        cluster.clusterTarget("c", "{selector: {}, all: true, namespaceSelector: {matchLabels: {tier: test}}}");
        awaitDecision(Skip.NotMatched.class);
    }

    @Test
    void missingDefinitionsAreSaidWithTheirCureAndLookedForAgain() throws Exception {
        cluster.refused.put("/apis/podflame.dev", 404);
        cluster.put(FakeCluster.pod("checkout-1", "node1", ID, ""));
        watch();
        awaitDecision(Skip.NotMatched.class);
        assertEquals(
                List.of(
                        "profilingtargets.podflame.dev are unknown to the API server; install Podflame's custom resource"
                                + " definitions: kubectl apply -f crds/",
                        "clusterprofilingtargets.podflame.dev are unknown to the API server; install Podflame's custom"
                                + " resource definitions: kubectl apply -f crds/"),
                targets().troubles());
        cluster.refused.clear();
        cluster.target("t", CHECKOUT);
        awaitDecision(Selected.InPod.class);
        Await.until("no trouble", WITHIN, () -> targets().troubles().isEmpty());
    }

    @Test
    void withoutTheRightToReadPodsNobodyIsSelectedAndTheRightIsNamed() throws Exception {
        cluster.refused.put("/api/v1/pods", 403);
        cluster.target("t", CHECKOUT);
        cluster.put(FakeCluster.pod("checkout-1", "node1", ID, ""));
        watch();
        Await.until("the trouble", WITHIN, () -> !targets().troubles().isEmpty());
        assertEquals(
                "the agent may not read pods; allow its service account to get, list and watch them in the whole cluster",
                targets().troubles().getFirst());
        assertInstanceOf(Skip.PodUnknown.class, decision());
        cluster.refused.clear();
        awaitDecision(Selected.InPod.class);
    }
}
