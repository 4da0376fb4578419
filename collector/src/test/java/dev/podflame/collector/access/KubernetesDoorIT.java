package dev.podflame.collector.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.access.AccessException.Kind;
import dev.podflame.collector.tls.Authority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class KubernetesDoorIT {
    private static final String ROOT = "system:serviceaccount:podflame:podflame-viewer";

    private final StandInApiServer standIn;
    private final ApiServer server;
    private final KubernetesDoor door;
    private final Path folder;

    KubernetesDoorIT(@TempDir Path folder) throws Exception {
        this.folder = folder;
        standIn = new StandInApiServer(new Authority(), folder)
                .knows("root", ROOT, StandInApiServer.COLLECTOR)
                .knows("shopper", "shopper", StandInApiServer.API_SERVER)
                .knows("foreign", "shopper", "vault")
                .knowsAgent("agent", "node1")
                .allows(ROOT, "")
                .allows("shopper", "shop", "host", "Not-A-Namespace");
        server = new ApiServer(standIn.place());
        door = new KubernetesDoor(server, StandInApiServer.AGENT_ACCOUNT, List.of(StandInApiServer.METRICS_ACCOUNT));
    }

    @AfterEach
    void stop() {
        server.close();
        standIn.close();
    }

    @Test
    void tokensForTheCollectorAndForTheApiServerAreReadersTokens() throws Exception {
        assertEquals(Optional.of(ROOT), door.reader(Optional.of("root")).user());
        assertEquals(Optional.of("shopper"), door.reader(Optional.of("shopper")).user());
    }

    @Test
    void noTokenAnUnknownOneAndOneForSomebodyElseAreNotTokens() {
        assertRefused(Kind.UNAUTHENTICATED, () -> door.reader(Optional.empty()));
        for (String token : List.of("unknown", "foreign", "", "a b", "ümlaut", "x\ny", "x".repeat(20_000))) {
            assertRefused(Kind.UNAUTHENTICATED, () -> door.reader(Optional.of(token)));
            assertRefused(Kind.UNAUTHENTICATED, () -> door.agent(Optional.of(token)));
        }
    }

    @Test
    void onlyTheAgentsAccountIsAnAgentAndOnlyWithATokenForTheCollector() throws Exception {
        standIn.knows(
                "agents-own", "system:serviceaccount:" + StandInApiServer.AGENT_ACCOUNT, StandInApiServer.API_SERVER);

        Caller agent = door.agent(Optional.of("agent"));

        assertTrue(agent.speaksFor("node1"));
        assertFalse(agent.speaksFor("node2"));
        assertFalse(agent.speaksFor(""));
        assertRefused(Kind.FORBIDDEN, () -> door.agent(Optional.of("root")));
        assertRefused(Kind.UNAUTHENTICATED, () -> door.agent(Optional.of("agents-own")));
    }

    @Test
    void rightsAreThoseToGetPods() throws Exception {
        Caller shopper = door.reader(Optional.of("shopper"));

        shopper.checkReads("shop");
        AccessException refused = assertRefused(Kind.FORBIDDEN, () -> shopper.checkReads("bank"));
        assertTrue(refused.error().contains("namespace bank"), refused.error());
        assertTrue(refused.cure().contains("get pods in the namespace bank"), refused.cure());
        assertFalse(shopper.readsEverything());
        assertEquals(Set.of("shop"), shopper.readable(List.of("shop", "bank", "shop")));
        assertEquals(Set.of("a", "host"), door.reader(Optional.of("root")).readable(List.of("a", "host")));
    }

    @Test
    void whatIsNoNamespaceOfKubernetesNeedsTheRightEverywhere() throws Exception {
        Caller shopper = door.reader(Optional.of("shopper"));

        for (String namespace : List.of("host", "Not-A-Namespace", "")) {
            AccessException refused = assertRefused(Kind.FORBIDDEN, () -> shopper.checkReads(namespace));
            assertTrue(refused.cure().contains("all namespaces"), refused.cure());
        }
        assertEquals(Set.of(), shopper.readable(List.of("host", "Not-A-Namespace")));
        door.reader(Optional.of("root")).checkReads("host");
    }

    @Test
    void answersAreNotAskedForTwice() throws Exception {
        for (int i = 0; i < 3; i++) {
            door.reader(Optional.of("root")).checkReads("shop");
            assertRefused(Kind.UNAUTHENTICATED, () -> door.reader(Optional.of("unknown")));
        }

        assertEquals(3, standIn.asked("tokenreviews"));
        assertEquals(1, standIn.asked("subjectaccessreviews"));
    }

    @Test
    void anApiServerThatFailsOpensNothing() throws Exception {
        Caller root = door.reader(Optional.of("root"));
        for (int status : new int[] {401, 403, 429, 500}) {
            standIn.failWith(status);
            AccessException refused = assertRefused(Kind.UNAVAILABLE, () -> door.reader(Optional.of("shopper")));
            assertTrue(refused.error().contains(Integer.toString(status)), refused.error());
            assertRefused(Kind.UNAVAILABLE, () -> root.checkReads("shop"));
        }
        standIn.failWith(0);
        root.checkReads("shop");
    }

    @Test
    void anApiServerThatIsGoneOpensNothing() {
        standIn.close();

        AccessException refused = assertRefused(Kind.UNAVAILABLE, () -> door.reader(Optional.of("root")));

        assertTrue(refused.error().contains("ConnectException"), refused.error());
    }

    @Test
    void anotherAuthoritysApiServerIsNotBelievedUntilItsCertificateIsMounted() throws Exception {
        String right = Files.readString(folder.resolve("ca.crt"));
        Files.writeString(folder.resolve("ca.crt"), new Authority().pem());

        assertRefused(Kind.UNAVAILABLE, () -> door.reader(Optional.of("root")));
        Files.writeString(folder.resolve("ca.crt"), right);
        assertEquals(Optional.of(ROOT), door.reader(Optional.of("root")).user());
    }

    private static AccessException assertRefused(Kind kind, Executable request) {
        AccessException refused = assertThrows(AccessException.class, request);
        assertEquals(kind, refused.kind(), refused.error());
        return refused;
    }
}
