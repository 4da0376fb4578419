package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.e2e.cluster.CollectorApi.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// Who may `get pods` in a namespace reads its profiles, and nobody else does.
@OnCluster
@Order(30)
class AccessE2E {
    private static final Duration SAMPLES = Duration.ofMinutes(2);
    private final Cluster cluster;
    private final CollectorApi api;
    private final Shop own;
    private final Shop other;

    AccessE2E(Cluster cluster, Release release) {
        this.cluster = cluster;
        api = release.api();
        own = new Shop(cluster, "own");
        other = new Shop(cluster, "other");
    }

    @BeforeAll
    void twoNamespacesAreProfiled() throws Exception {
        cluster.apply("""
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: reader, namespace: own}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: reader, namespace: own}
                rules:
                - {apiGroups: [""], resources: [pods], verbs: [get]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: reader, namespace: own}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
                subjects:
                - {kind: ServiceAccount, name: reader, namespace: own}
                ---
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: nobody, namespace: own}
                """);
        for (Shop shop : List.of(own, other)) {
            shop.run(Workload.c("in-" + shop.namespace()));
            shop.target("everything", "{selector: {}, all: true}");
        }
        for (Shop shop : List.of(own, other)) {
            String pod = shop.pod("in-" + shop.namespace());
            Eventually.until(
                    SAMPLES,
                    shop.namespace() + " has no sample of the workload",
                    () -> api.ofPod(shop.namespace(), pod, "from=now-15m&to=now")
                            .names()
                            .contains("escape_time"));
        }
    }

    @AfterAll
    void close() {
        own.close();
        other.close();
    }

    @Test
    void whoMayGetPodsOfOneNamespaceReadsThatOne() throws Exception {
        String token = api.token(own.namespace(), "reader");
        Answer graph = api.get("flamegraph.json?namespace=own&service=in-own&from=now-15m", token);
        assertEquals(200, graph.status(), graph.body());
        assertTrue(graph.body().contains("escape_time"), "the graph has no function of the workload");
    }

    @Test
    void whoMayGetPodsOfOneNamespaceDoesNotLearnOfAnother() throws Exception {
        String token = api.token(own.namespace(), "reader");
        Answer services = api.get("services", token);
        assertEquals(200, services.status(), services.body());
        assertTrue(services.body().contains("in-own"), services.body());
        for (String path : List.of("services", "agents", "targets", "series?namespace=own&service=in-own")) {
            assertFalse(api.get(path, token).body().contains("in-other"), path);
        }
    }

    @Test
    void anotherNamespaceIsRefusedByName() throws Exception {
        String token = api.token(own.namespace(), "reader");
        Answer refusal = api.get("flamegraph.json?namespace=other&service=in-other&from=now-15m", token);
        assertEquals(403, refusal.status(), refusal.body());
        assertTrue(refusal.body().contains("other") && refusal.body().contains("pods"), refusal.body());
    }

    @Test
    void anAccountWithoutRightsReadsNothing() throws Exception {
        String token = api.token(own.namespace(), "nobody");
        assertEquals(
                403,
                api.get("flamegraph.json?namespace=own&service=in-own", token).status());
        Answer services = api.get("services", token);
        assertFalse(services.body().contains("in-own"), services.body());
    }

    @Test
    void withoutATokenAndWithAWrongOneNothingIsAnswered() throws Exception {
        assertEquals(401, api.get("services", "").status());
        assertEquals(401, api.get("services", "not.a.token").status());
        String foreign = api.token(own.namespace(), "reader").replaceAll(".$", "A") + "B";
        assertEquals(401, api.get("services", foreign).status());
    }
}
