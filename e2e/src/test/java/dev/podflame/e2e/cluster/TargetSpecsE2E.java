package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the API server makes of targets, on a cluster that knows nothing but the two kinds.
@OnCluster
@Order(1)
class TargetSpecsE2E {
    private static final Path CRDS = Path.of(System.getProperty("podflame.root", ""), "crds", "yaml");

    private final Cluster cluster;

    TargetSpecsE2E(Cluster cluster) {
        this.cluster = cluster;
    }

    @BeforeAll
    void theKindsAreInstalled() throws Exception {
        for (String name : List.of("profilingtargets", "clusterprofilingtargets")) {
            cluster.apply(Files.readString(CRDS.resolve(name + ".podflame.dev.yaml")));
        }
        Eventually.until(
                Duration.ofSeconds(30),
                "the kinds are not served",
                () -> cluster.kubectl("get", "ptgt,cptgt", "-A").isEmpty());
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {}                                                             | spec.selector: Required value
            {selector: {}}                                                 | say all: true if that is meant
            {selector: {matchLabels: {a: b}}, all: true}                   | an empty selector takes every pod
            {all: true, selector: {}, containers: []}                      | should have at least 1 items
            {all: true, selector: {}, profiles: [{type: heap}]}            | Unsupported value: "heap"
            {all: true, selector: {}, profiles: [{type: cpu}, {type: cpu}]} | each profile type may stand here once
            {all: true, selector: {}, profiles: [{type: alloc, frequencyHz: 19}]} | frequencyHz is for cpu, wall and off_cpu
            {all: true, selector: {}, profiles: [{type: cpu, everyBytes: 1Mi}]} | everyBytes is for alloc, live and native_memory
            {all: true, selector: {}, profiles: [{type: cpu, threshold: 10ms}]} | threshold is for lock
            {all: true, selector: {}, profiles: [{type: cpu, frequencyHz: 200}]} | should be less than or equal to 199
            {all: true, selector: {}, schedule: {}}                        | a schedule says one of
            {all: true, selector: {}, schedule: {cron: "0 9 * * *"}}       | it takes both
            {all: true, selector: {}, schedule: {until: tomorrow}}         | until is a time in UTC like
            {all: true, selector: {}, sampling: {podsPercent: 10, maxPodsPerNode: 3}} | sampling says one of podsPercent and maxPodsPerNode
            {all: true, selector: {}, budget: {cpuPercent: 0}}             | cpuPercent is above 0, up to 100
            {all: true, selector: {}, labels: [a, b, c, d, e, f, g, h, i, j, k]} | must have at most 10 items
            """)
    void aBadSpecIsRefusedWithAMessageForPeople(String spec, String message) {
        for (String kind : List.of("ProfilingTarget", "ClusterProfilingTarget")) {
            KubernetesClientException refusal =
                    assertThrows(KubernetesClientException.class, () -> create(kind, "bad", spec));
            assertEquals(422, refusal.getCode(), refusal.getMessage());
            assertTrue(refusal.getStatus().getMessage().contains(message), refusal.getMessage());
        }
    }

    @Test
    void aGoodSpecIsTakenAndShownInColumns() throws IOException, InterruptedException {
        create("ProfilingTarget", "good", "{selector: {matchLabels: {app: checkout}}}");
        String shown = cluster.kubectl("get", "ptgt", "good", "--namespace", "default");
        assertEquals(
                List.of("NAME", "READY", "PODS", "PROFILED", "SKIPPED", "LAST-SAMPLE", "AGE"),
                List.of(shown.lines().findFirst().orElse("").split("\\s+")));
        cluster.kubectl("delete", "ptgt", "good", "--namespace", "default");
    }

    private void create(String kind, String name, String spec) {
        cluster.client()
                .resource("""
                        apiVersion: podflame.dev/v1alpha1
                        kind: %s
                        metadata: {name: %s%s}
                        spec: %s
                        """.formatted(kind, name, kind.startsWith("Cluster") ? "" : ", namespace: default", spec))
                .create();
    }
}
