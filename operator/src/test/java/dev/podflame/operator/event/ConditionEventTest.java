package dev.podflame.operator.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.crds.ClusterProfilingTarget;
import dev.podflame.crds.ProfilingTarget;
import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.junit.jupiter.api.Test;

class ConditionEventTest {
    private static Condition condition(String type, String status, String reason, String message) {
        return new ConditionBuilder()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .build();
    }

    private static ProfilingTarget target(String name, String uid) {
        ProfilingTarget target = new ProfilingTarget();
        target.setMetadata(new ObjectMetaBuilder()
                .withName(name)
                .withNamespace("shop")
                .withUid(uid)
                .build());
        return target;
    }

    private static String name(ProfilingTarget target, String type, String status, String reason, String message) {
        return new ConditionEvent(target, condition(type, status, reason, message)).name();
    }

    @Test
    void theSameChangeHasTheSameNameWhateverItsNumbers() {
        ProfilingTarget checkout = target("checkout", "1");

        assertEquals(
                name(checkout, "Ready", "True", "Profiling", "1 of 2 containers profiled"),
                name(checkout, "Ready", "True", "Profiling", "2 of 2 containers profiled"));
        assertTrue(name(checkout, "Ready", "True", "Profiling", "").matches("checkout\\.[0-9a-f]{16}"));
    }

    @Test
    void anotherStatusReasonTypeOrTargetHasAnotherName() {
        String name = name(target("checkout", "1"), "Ready", "True", "Profiling", "");

        assertNotEquals(name, name(target("checkout", "1"), "Ready", "False", "Profiling", ""));
        assertNotEquals(name, name(target("checkout", "1"), "Ready", "True", "WaitingForSamples", ""));
        assertNotEquals(name, name(target("checkout", "1"), "Attached", "True", "Profiling", ""));
        assertNotEquals(name, name(target("checkout", "2"), "Ready", "True", "Profiling", ""));
    }

    @Test
    void namesStayWithinWhatKubernetesTakes() {
        String name = name(target("x".repeat(253), "1"), "Ready", "True", "Profiling", "");

        assertEquals(217, name.length());
    }

    @Test
    void eventsOfClusterTargetsLiveInTheDefaultNamespace() {
        ClusterProfilingTarget all = new ClusterProfilingTarget();
        all.setMetadata(new ObjectMetaBuilder().withName("all").withUid("1").build());
        ConditionEvent event = new ConditionEvent(all, condition("Ready", "True", "Profiling", "1 of 1"));

        assertEquals("default", event.namespace());
        assertEquals("ClusterProfilingTarget", event.about().getKind());
        assertEquals("podflame.dev/v1alpha1", event.about().getApiVersion());
        assertEquals("Ready is True: 1 of 1", event.message());
    }

    @Test
    void onlyWhatAsksForActionWarns() {
        assertEquals("Warning", type("Conflicted", "True", "TakenByOthers"));
        assertEquals("Normal", type("Conflicted", "False", "NoConflict"));
        assertEquals("Warning", type("AgentsAvailable", "Unknown", "CollectorUnreachable"));
        assertEquals("Warning", type("Ready", "False", "InvalidSpec"));
        assertEquals("Normal", type("Ready", "False", "NoPods"));
    }

    private static String type(String type, String status, String reason) {
        return new ConditionEvent(target("checkout", "1"), condition(type, status, reason, "")).type();
    }
}
