package dev.podflame.operator.daemonset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentManifestTest {
    static final String YAML = """
            apiVersion: apps/v1
            kind: DaemonSet
            metadata:
              name: podflame-agent
              namespace: elsewhere
              labels: {app.kubernetes.io/name: podflame}
            spec:
              selector: {matchLabels: {app.kubernetes.io/name: podflame}}
              updateStrategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 1}}
              template:
                metadata: {labels: {app.kubernetes.io/name: podflame}}
                spec:
                  hostPID: true
                  tolerations: [{operator: Exists}]
                  containers: [{name: agent, image: "podflame/node-agent:test"}]
            status: {currentNumberScheduled: 3, desiredNumberScheduled: 3, numberMisscheduled: 0, numberReady: 3}
            """;

    private static final OwnerReference OWNER = new OwnerReferenceBuilder()
            .withApiVersion("apps/v1")
            .withKind("Deployment")
            .withName("podflame-operator")
            .withUid("12")
            .build();

    private static DaemonSet good(String yaml) {
        return assertInstanceOf(AgentManifest.Good.class, AgentManifest.parse(yaml, "daemonset.yaml"))
                .daemonSet();
    }

    @Test
    void theDesiredDaemonSetIsTheManifestInTheOperatorsNamespaceWithAnOwner() {
        DaemonSet desired = AgentManifest.desired(good(YAML), "podflame", Optional.of(OWNER));

        assertEquals("podflame", desired.getMetadata().getNamespace());
        assertEquals(List.of(OWNER), desired.getMetadata().getOwnerReferences());
        assertEquals(
                Map.of("app.kubernetes.io/name", "podflame"),
                desired.getMetadata().getLabels());
        assertEquals(good(YAML).getSpec(), desired.getSpec());
        assertNull(desired.getStatus());
    }

    @Test
    void withoutADeploymentThereIsNoOwner() {
        DaemonSet desired = AgentManifest.desired(good(YAML), "podflame", Optional.empty());

        assertEquals(List.of(), desired.getMetadata().getOwnerReferences());
    }

    @Test
    void aFileThatHoldsSomethingElseIsRefusedByName() {
        assertBad("daemonset.yaml holds no DaemonSet", AgentManifest.parse("""
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: x}
                """, "daemonset.yaml"));
        assertBad("daemonset.yaml: the DaemonSet has no name", AgentManifest.parse("""
                apiVersion: apps/v1
                kind: DaemonSet
                spec: {}
                """, "daemonset.yaml"));
        assertBad(
                "daemonset.yaml: the DaemonSet has no spec with a pod template",
                AgentManifest.parse("""
                apiVersion: apps/v1
                kind: DaemonSet
                metadata: {name: agent}
                """, "daemonset.yaml"));
    }

    @Test
    void brokenYamlAndMissingFilesAreProblemsNotExceptions() {
        assertInstanceOf(AgentManifest.Bad.class, AgentManifest.parse("a: [", "daemonset.yaml"));
        assertInstanceOf(AgentManifest.Bad.class, AgentManifest.parse("", "daemonset.yaml"));
        AgentManifest missing = AgentManifest.read(Path.of("no-such-file.yaml"));
        String problem = assertInstanceOf(AgentManifest.Bad.class, missing).problem();
        assertTrue(problem.contains("no-such-file.yaml"), problem);
    }

    private static void assertBad(String problem, AgentManifest manifest) {
        assertEquals(new AgentManifest.Bad(problem), manifest);
    }
}
