package dev.podflame.kubectl.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.podflame.kubectl.login.KubeUser.Interaction;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class KubeconfigTest {
    @Test
    void usersWithoutATokenOfTheirOwnHaveNone() {
        assertEquals(new KubeUser.NoToken(), user("{\"client-certificate\": \"a\", \"client-key\": \"b\"}"));
        assertEquals(new KubeUser.NoToken(), user("{\"auth-provider\": {\"name\": \"oidc\", \"config\": {}}}"));
        assertEquals(new KubeUser.NoToken(), user("{}"));
    }

    @Test
    void aCredentialPluginIsReadWhole() {
        assertEquals(
                new KubeUser.Exec(
                        "client.authentication.k8s.io/v1",
                        "aws",
                        List.of("eks", "get-token"),
                        Map.of("AWS_PROFILE", "prod"),
                        Interaction.NEVER,
                        true,
                        "hint"),
                user("""
                        {"exec": {"apiVersion": "client.authentication.k8s.io/v1", "command": "aws",
                          "args": ["eks", "get-token"], "env": [{"name": "AWS_PROFILE", "value": "prod"}],
                          "interactiveMode": "Never", "provideClusterInfo": true, "installHint": "hint"}}
                        """));
        assertEquals(
                new KubeUser.Exec("", "x", List.of(), Map.of(), Interaction.IF_AVAILABLE, false, ""),
                user("{\"exec\": {\"command\": \"x\", \"args\": null, \"env\": null}}"));
    }

    @Test
    void aContextWithoutANamespaceMeansTheDefaultOne() {
        assertEquals(
                "default", Kubeconfig.of(JsonMapper.shared().readTree("{}")).namespace());
    }

    @Test
    void secretsDoNotShowInMessages() throws Exception {
        KubeUser user = user("{\"token\": \"very-secret\"}");
        assertEquals(new KubeUser.BearerToken("very-secret"), user);
        assertFalse(user.toString().contains("secret"));
        assertFalse(new Token("very-secret", java.time.Instant.MAX).toString().contains("secret"));
    }

    private static KubeUser user(String json) {
        return Kubeconfig.of(JsonMapper.shared().readTree("{\"users\": [{\"user\": " + json + "}]}"))
                .user();
    }
}
