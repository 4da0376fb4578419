package dev.podflame.kubectl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.kubectl.TestCluster.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The way to the collector: whom the plugin trusts, and what it does when the way is lost.
final class ForwardIT {
    @TempDir
    Path folder;

    @Test
    void aCertificateForAnotherNameGetsNoToken() throws Exception {
        try (TestCluster cluster = new TestCluster(folder, "localhost")) {
            Run run = cluster.run("top");
            assertEquals(1, run.exit());
            assertTrue(
                    run.err().contains("certificate isn't trusted") && run.err().contains("localhost"), run.err());
            assertTrue(cluster.collector.asked.isEmpty());
        }
    }

    @Test
    void aCertificateOfAnotherAuthorityGetsNoToken() throws Exception {
        try (TestCluster cluster = new TestCluster(folder)) {
            cluster.kubectl(
                    List.of("configmap", "podflame-ca"),
                    Certificates.forName(folder, "podflame-collector").pem());
            Run run = cluster.run("top");
            assertEquals(1, run.exit());
            assertTrue(run.err().contains("certificate isn't trusted"), run.err());
            assertTrue(cluster.collector.asked.isEmpty());
        }
    }

    @Test
    void theAuthorityIsReadFromTheSecretWhereNoConfigMapHasIt() throws Exception {
        try (TestCluster cluster = new TestCluster(folder, "podflame-collector")) {
            cluster.collector.answers("services", Answers.services());
            cluster.kubectl(List.of("configmap"), 1, "", "Error from server (NotFound): configmaps not found\n")
                    .kubectl(
                            List.of("secret", "podflame-collector-tls"),
                            java.util.Base64.getEncoder()
                                    .encodeToString(cluster.certificates
                                            .pem()
                                            .getBytes(java.nio.charset.StandardCharsets.UTF_8)));
            assertEquals(0, cluster.run("top").exit());
        }
    }

    @Test
    void withoutAnAuthorityOnlyTheOutspokenFlagGoesOn() throws Exception {
        try (TestCluster cluster = new TestCluster(folder)) {
            cluster.collector.answers("services", Answers.services());
            cluster.kubectl(List.of("configmap"), 1, "", "Error from server (Forbidden): configmaps is forbidden\n")
                    .kubectl(List.of("secret"), 1, "", "Error from server (Forbidden): secrets is forbidden\n");
            Run refused = cluster.run("top");
            assertEquals(4, refused.exit());
            assertTrue(refused.err().contains("--insecure-skip-tls-verify"), refused.err());
            assertEquals(0, cluster.run("top", "--insecure-skip-tls-verify").exit());
            Path pem = Files.writeString(folder.resolve("ca.pem"), cluster.certificates.pem());
            assertEquals(0, cluster.run("top", "--certificate-authority=" + pem).exit());
        }
    }

    @Test
    void aCollectorWithAnAddressOfItsOwnIsAskedThereForThatAddress() throws Exception {
        try (TestCluster cluster = new TestCluster(folder, "localhost")) {
            cluster.collector.answers("services", Answers.services());
            Path pem = Files.writeString(folder.resolve("ca.pem"), cluster.certificates.pem());
            String url = "https://localhost:" + cluster.collector.port();
            assertEquals(
                    0,
                    cluster.run("top", "--collector=" + url, "--certificate-authority=" + pem)
                            .exit());
            assertTrue(cluster.forwards().isEmpty());
            // The same certificate under a name that it isn't for, and no authority at all.
            String other = "https://127.0.0.1:" + cluster.collector.port();
            assertEquals(
                    1,
                    cluster.run("top", "--collector=" + other, "--certificate-authority=" + pem)
                            .exit());
            assertEquals(1, cluster.run("top", "--collector=" + url).exit());
            assertEquals(2, cluster.run("top", "--collector=http://localhost").exit());
        }
    }

    @Test
    void aPortForwardThatWasLostIsStartedAgain() throws Exception {
        try (TestCluster cluster = new TestCluster(folder)) {
            cluster.collector.answers("services", Answers.services());
            String nobody = "1";
            Files.writeString(folder.resolve("backends"), nobody + " " + cluster.collector.port());
            Run run = cluster.run("top");
            assertEquals(0, run.exit(), run.err());
            assertEquals(2, cluster.forwards().size());
        }
    }

    @Test
    void aCollectorThatStaysAwayIsGivenUp() throws Exception {
        try (TestCluster cluster = new TestCluster(folder)) {
            Files.writeString(folder.resolve("backends"), "1");
            Run run = cluster.run("top");
            assertEquals(1, run.exit());
            assertTrue(run.err().contains("the collector can't be reached"), run.err());
            assertEquals(3, cluster.forwards().size());
        }
    }
}
