package dev.podflame.operator.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.crds.match.PodFacts;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SlimPodsTest {
    private static final Pod POD = Serialization.unmarshal("""
            apiVersion: v1
            kind: Pod
            metadata:
              name: checkout-1
              namespace: shop
              uid: u1
              resourceVersion: "7"
              labels: {app: checkout}
              annotations: {podflame.dev/profile: "false", big: "a long story"}
            spec:
              nodeName: n1
              containers: [{name: app, image: x}, {name: broken, image: y}]
            status:
              phase: Running
              initContainerStatuses:
              - {name: done, state: {terminated: {exitCode: 0}}}
              - {name: sidecar, state: {running: {startedAt: "2026-11-22T15:00:00Z"}}}
              containerStatuses:
              - {name: app, state: {running: {startedAt: "2026-11-22T15:00:00Z"}}}
              - {name: broken, state: {waiting: {reason: CrashLoopBackOff}}}
            """, Pod.class);

    @Test
    void whatMatchingLooksAtStaysAndOnlyRunningContainersAreThere() {
        PodFacts facts = PodFacts.of(SlimPods.slim(POD));

        assertEquals("u1", facts.uid());
        assertEquals("n1", facts.node());
        assertTrue(facts.running());
        assertTrue(facts.optsOut());
        assertEquals(Map.of("app", "checkout"), facts.labels());
        assertEquals(List.of("app", "sidecar"), facts.containers());
    }

    @Test
    void theRestIsForgotten() {
        Pod slim = SlimPods.slim(POD);

        assertEquals(List.of(), slim.getSpec().getContainers());
        assertEquals(Map.of("podflame.dev/profile", "false"), slim.getMetadata().getAnnotations());
        assertEquals("7", slim.getMetadata().getResourceVersion());
    }

    @Test
    void theStoreHandsOutTheSlimPod() {
        SlimPods store = new SlimPods();
        store.put(store.getKey(POD), POD);

        Pod stored = store.get("shop/checkout-1");
        assertNotNull(stored);
        assertEquals(List.of(), stored.getSpec().getContainers());
    }
}
