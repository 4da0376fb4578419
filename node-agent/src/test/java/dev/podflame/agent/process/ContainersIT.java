package dev.podflame.agent.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.target.ContainerIdentity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainersIT {

    private static final ContainerCgroup CONTAINER = new ContainerCgroup("a1".repeat(32), "docker", "");

    private static final String INSPECTED = """
            {"Id": "%s", "Name": "/shop-web-1", "State": {"Running": true},
             "Config": {"Image": "shop/web:3", "Labels": {"team": "shop", "note": "größer"}}}
            """.formatted(CONTAINER.id());

    @TempDir
    Path folder;

    private Path socket() {
        return folder.resolve("engine.sock");
    }

    @Test
    void asksTheEngineOncePerContainer() throws IOException {
        try (FakeEngine engine = new FakeEngine(socket(), path -> FakeEngine.ok(INSPECTED))) {
            Containers containers = new Containers(List.of(socket()));
            ContainerIdentity expected = new ContainerIdentity(
                    CONTAINER.id(), "shop-web-1", "shop/web:3", Map.of("team", "shop", "note", "größer"));
            assertEquals(expected, containers.identify(CONTAINER));
            assertEquals(expected, containers.identify(CONTAINER));
            assertEquals(List.of("/containers/" + CONTAINER.id() + "/json"), engine.asked);
            assertEquals(List.of("container names come from " + socket()), containers.status());
        }
    }

    @Test
    void aContainerThatTheEngineDoesNotKnowHasItsIdOnly() throws IOException {
        String notFound = "HTTP/1.0 404 Not Found\r\n\r\n{\"message\": \"No such container\"}";
        try (FakeEngine engine = new FakeEngine(socket(), path -> notFound)) {
            Containers containers = new Containers(List.of(socket()));
            assertEquals(ContainerIdentity.unnamed(CONTAINER.id()), containers.identify(CONTAINER));
            assertEquals(1, engine.asked.size());
        }
    }

    @Test
    void containersOfKubernetesEnginesAreNotAskedFor() throws IOException {
        try (FakeEngine engine = new FakeEngine(socket(), path -> FakeEngine.ok(INSPECTED))) {
            Containers containers = new Containers(List.of(socket()));
            containers.identify(new ContainerCgroup(CONTAINER.id(), "containerd", "some-pod"));
            assertEquals(List.of(), engine.asked);
        }
    }

    @Test
    void anEngineThatHangsIsWaitedForOnceAndThenLeftInPeace() throws IOException {
        try (FakeEngine engine = new FakeEngine(socket(), path -> "")) {
            Containers containers = new Containers(List.of(socket()));
            assertEquals(ContainerIdentity.unnamed(CONTAINER.id()), containers.identify(CONTAINER));
            assertEquals(ContainerIdentity.unnamed(CONTAINER.id()), containers.identify(CONTAINER));
            assertEquals(1, engine.asked.size());
            assertEquals(List.of(socket() + " gives no container names: no answer in time"), containers.status());
        }
    }

    @Test
    void answersThatMakeNoSenseAreNoNames() throws IOException {
        for (String nonsense : List.of(
                FakeEngine.ok("{\"Name\": "),
                FakeEngine.ok("[1]".repeat(2)),
                "HTTP/1.0 500 Oops\r\n\r\n",
                "SSH-2.0\r\n\r\n",
                "HTTP/1.0 200 OK\r\n")) {
            Path socket = folder.resolve("s" + nonsense.hashCode());
            try (FakeEngine engine = new FakeEngine(socket, path -> nonsense)) {
                Containers containers = new Containers(List.of(socket));
                assertEquals(ContainerIdentity.unnamed(CONTAINER.id()), containers.identify(CONTAINER));
                assertEquals(1, engine.asked.size());
                assertTrue(containers.status().getFirst().contains("gives no container names"), nonsense);
            }
        }
    }

    @Test
    void noSocketIsFineAndSaysSo() {
        Containers containers = new Containers(List.of(socket()));
        assertEquals(ContainerIdentity.unnamed(CONTAINER.id()), containers.identify(CONTAINER));
        assertEquals(List.of("no socket at " + socket()), containers.status());
    }
}
