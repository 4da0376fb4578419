package dev.podflame.agent.target.kubernetes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkloadTest {

    @ParameterizedTest
    @CsvSource({
        "ReplicaSet, checkout-5d59d67564, Deployment/checkout, k8s.deployment.name, checkout",
        "ReplicaSet, checkout-5d59d67564, Deployment/checkout, k8s.replicaset.name, checkout-5d59d67564",
        "ReplicaSet, legacy, ReplicaSet/legacy, k8s.replicaset.name, legacy",
        "StatefulSet, db, StatefulSet/db, k8s.statefulset.name, db",
        "DaemonSet, logs, DaemonSet/logs, k8s.daemonset.name, logs",
        "Job, migrate, Job/migrate, k8s.job.name, migrate",
        "Job, migrate-2026, Job/migrate-2026, k8s.job.name, migrate-2026",
        "Job, report-29389260, CronJob/report, k8s.cronjob.name, report",
        "Job, report-29389260, CronJob/report, k8s.job.name, report-29389260",
        "Job, report-1763355600, CronJob/report, k8s.cronjob.name, report",
    })
    void theOwnerOfAPodTellsItsWorkload(String kind, String name, String workload, String attribute, String value) {
        Workload found = Workload.of(pod(kind, name));
        assertEquals(workload, found.toString());
        assertEquals(value, found.attributes().get(attribute));
    }

    @Test
    void ownersOfOtherKindsHaveNoAttributeOfTheirOwn() {
        Workload rollout = Workload.of(pod("Rollout", "checkout"));
        assertEquals("Rollout/checkout", rollout.toString());
        assertEquals(Map.of(), rollout.attributes());
    }

    @Test
    void aPodOfItsOwnAndAPodOfANodeHaveNoWorkload() {
        assertEquals(
                "",
                Workload.of(new PodBuilder().withNewMetadata().endMetadata().build())
                        .toString());
        assertEquals("", Workload.of(pod("Node", "node1")).toString());
    }

    @Test
    void anOwnerThatDoesNotControlThePodIsNone() {
        Pod pod = pod("ReplicaSet", "checkout");
        pod.getMetadata().getOwnerReferences().getFirst().setController(false);
        assertEquals("", Workload.of(pod).toString());
    }

    private static Pod pod(String kind, String name) {
        return new PodBuilder()
                .withNewMetadata()
                .addToLabels("pod-template-hash", "5d59d67564")
                .addNewOwnerReference()
                .withKind(kind)
                .withName(name)
                .withController(true)
                .endOwnerReference()
                .endMetadata()
                .build();
    }
}
