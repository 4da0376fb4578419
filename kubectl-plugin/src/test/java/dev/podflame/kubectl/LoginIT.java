package dev.podflame.kubectl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.kubectl.TestCluster.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every way that a kubeconfig's user gets to a token.
final class LoginIT {
    private static final String SECRET = "token-from-elsewhere";

    @TempDir
    Path folder;

    private TestCluster cluster;

    @BeforeEach
    void start() throws Exception {
        cluster = new TestCluster(folder);
        cluster.collector.answers("services", Answers.services());
        cluster.collector.tokens.clear();
        cluster.collector.tokens.add(SECRET);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aTokenInTheKubeconfigIsUsed() throws Exception {
        cluster.kubeconfig("{\"token\": \"" + SECRET + "\"}");
        assertLetIn(cluster.run("top"));
    }

    @Test
    void aTokenFileIsFoundBesideTheKubeconfigThatNamesItAndCountsMoreThanAToken() throws Exception {
        Path away = Files.createDirectories(folder.resolve("away"));
        Files.writeString(away.resolve("config"), "");
        Files.writeString(away.resolve("secret"), SECRET + "\n");
        cluster.environment("KUBECONFIG", folder.resolve("missing") + ":" + away.resolve("config"));
        cluster.kubeconfig("{\"tokenFile\": \"secret\", \"token\": \"old\"}");
        assertLetIn(cluster.run("top"));
    }

    @Test
    void anOpenIdConnectTokenIsReadAfterKubectlHadTheChanceToRefreshIt() throws Exception {
        cluster.kubeconfig("{\"auth-provider\": {\"name\": \"oidc\", \"config\": {\"id-token\": \"" + SECRET + "\"}}}");
        assertLetIn(cluster.run("top", "-n", "shop"));
        String calls = cluster.calls();
        assertTrue(calls.indexOf("\"services\"") < calls.indexOf("\"config\", \"view\""), calls);
    }

    @Test
    void aCredentialPluginIsRunByItsProtocol() throws Exception {
        Files.createDirectories(folder.resolve(".kube"));
        Files.writeString(folder.resolve(".kube/config"), "");
        TestCluster.program(folder.resolve(".kube/login"), """
                #!/bin/sh
                printf '%%s' "$KUBERNETES_EXEC_INFO" >"$HOME/asked.json"
                printf '%%s %%s' "$1" "$REGION" >"$HOME/how"
                echo '{"kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1",
                  "status": {"token": "%s", "expirationTimestamp": "2099-01-01T00:00:00Z"}}'
                """.formatted(SECRET));
        cluster.kubeconfig("""
                {"exec": {"apiVersion": "client.authentication.k8s.io/v1", "command": "./login", "args": ["get"],
                  "env": [{"name": "REGION", "value": "north"}], "interactiveMode": "IfAvailable",
                  "provideClusterInfo": true}}
                """);
        assertLetIn(cluster.run("top"));
        assertEquals("get north", Files.readString(folder.resolve("how")));
        JsonNode asked = JsonMapper.shared().readTree(Files.readString(folder.resolve("asked.json")));
        assertEquals("ExecCredential", asked.path("kind").asString(""));
        assertEquals("client.authentication.k8s.io/v1", asked.path("apiVersion").asString(""));
        assertFalse(asked.path("spec").path("interactive").asBoolean(true));
        assertEquals(
                "{\"server\":\"https://api.example:6443\",\"certificate-authority-data\":\"Q0E=\",\"config\":{\"audience\":\"x\"}}",
                asked.path("spec").path("cluster").toString());
    }

    @Test
    void aTokenThatIsRefusedIsRenewedOnce() throws Exception {
        TestCluster.program(folder.resolve("bin/login"), """
                #!/bin/sh
                echo run >>"$HOME/runs"
                [ "$(wc -l <"$HOME/runs")" -gt 1 ] && token=%s || token=expired
                echo "{\\"status\\": {\\"token\\": \\"$token\\"}}"
                """.formatted(SECRET));
        cluster.kubeconfig("{\"exec\": {\"command\": \"login\", \"interactiveMode\": \"Never\"}}");
        assertLetIn(cluster.run("top"));
        assertEquals(2, Files.readAllLines(folder.resolve("runs")).size());
    }

    @Test
    void aCredentialPluginThatIsMissingIsSaidWithItsOwnInstallHint() throws Exception {
        cluster.kubeconfig("{\"exec\": {\"command\": \"no-such-login\", \"installHint\": \"Get it at example.org.\"}}");
        Run run = cluster.run("top");
        assertEquals(1, run.exit());
        assertTrue(run.err().contains("no-such-login") && run.err().contains("Get it at example.org."), run.err());
    }

    @Test
    void whatACredentialPluginPrintedIsNeverShown() throws Exception {
        TestCluster.program(
                folder.resolve("bin/login"), "#!/bin/sh\necho '{\"status\": {\"token\": \"" + SECRET + "'\n");
        cluster.kubeconfig("{\"exec\": {\"command\": \"login\"}}");
        Run run = cluster.run("top");
        assertEquals(1, run.exit());
        assertTrue(run.err().contains("isn't an ExecCredential"), run.err());
        assertFalse(run.err().contains(SECRET), run.err());
    }

    @Test
    void aUserWithOnlyACertificateReadsAsTheViewerAccount() throws Exception {
        cluster.kubeconfig("{\"client-certificate-data\": \"Q0U=\", \"client-key-data\": \"S0U=\"}");
        cluster.kubectl(
                List.of(
                        "create",
                        "token",
                        "podflame-viewer",
                        "--namespace=podflame",
                        "--audience=podflame-collector",
                        "--duration=1h"),
                SECRET + "\n");
        assertLetIn(cluster.run("top"));
    }

    @Test
    void whoMayNotCreateThatTokenIsToldTheOtherWays() throws Exception {
        cluster.kubeconfig("{\"client-certificate-data\": \"Q0U=\"}");
        cluster.kubectl(List.of("create", "token"), 1, "", "error: failed to create token: (Forbidden) no\n");
        Run run = cluster.run("top");
        assertEquals(4, run.exit());
        assertTrue(run.err().contains("--token-file") && run.err().contains("--service-account"), run.err());
    }

    @Test
    void aServiceAccountCanBeNamed() throws Exception {
        cluster.kubectl(List.of("create", "token", "robot", "--namespace=ci"), SECRET);
        assertLetIn(cluster.run("top", "--service-account=ci/robot"));
    }

    @Test
    void aTokenFileOverridesTheKubeconfig() throws Exception {
        Files.writeString(folder.resolve("mine"), SECRET);
        assertLetIn(cluster.run("top", "--token-file", "mine"));
    }

    @Test
    void aTokenThatIsNotKnownIsNotPermitted() throws Exception {
        cluster.kubeconfig("{\"token\": \"wrong\"}");
        Run run = cluster.run("top");
        assertEquals(4, run.exit());
        assertTrue(run.err().startsWith("error: the collector answered 401: this token isn't known\n"), run.err());
        assertFalse(run.err().contains("wrong"), run.err());
    }

    @Test
    void anIdentityThatIsTakenOnForKubectlOnlyIsNoted() throws Exception {
        cluster.kubeconfig("{\"token\": \"" + SECRET + "\", \"as\": \"jane\"}");
        Run run = cluster.run("top");
        assertEquals(0, run.exit());
        assertTrue(run.err().contains("acts as jane"), run.err());
    }

    private void assertLetIn(Run run) throws Exception {
        assertEquals("", run.err());
        assertEquals(0, run.exit());
        assertTrue(
                cluster.collector.asked.stream().map(TestCollector.Asked::token).anyMatch(SECRET::equals),
                "no question with the token");
        assertFalse(cluster.calls().contains(SECRET), "the token stands in an argument list");
        assertFalse(run.out().contains(SECRET));
    }
}
