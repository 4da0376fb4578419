package dev.podflame.kubectl.login;

import dev.podflame.kubectl.cluster.Kubectl;
import dev.podflame.kubectl.cluster.KubectlAnswer;
import dev.podflame.kubectl.login.KubeUser.Interaction;
import dev.podflame.kubectl.terminal.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The kubeconfig's current context, as `kubectl config view --minify --raw` merges it. Its text holds secrets.
///
/// @param namespace the context's namespace
/// @param cluster the context's cluster, as it stands there
/// @param impersonated who the user acts as; empty if nobody
public record Kubeconfig(String namespace, KubeUser user, JsonNode cluster, String impersonated) {
    private static final String DEFAULT_NAMESPACE = "default";

    public static Kubeconfig read(Kubectl kubectl) throws Failure {
        KubectlAnswer answer = kubectl.run("config", "view", "--minify", "--raw", "-o", "json");
        if (!answer.isGood()) {
            throw new Failure(
                    answer.failure().exitCode(),
                    answer.failure().problem(),
                    "Choose a context with --context, or a file with --kubeconfig.");
        }
        return of(Kubectl.json(answer.out()));
    }

    static Kubeconfig of(JsonNode root) {
        JsonNode context = root.path("contexts").path(0).path("context");
        JsonNode user = root.path("users").path(0).path("user");
        String namespace = text(context, "namespace");
        return new Kubeconfig(
                namespace.isEmpty() ? DEFAULT_NAMESPACE : namespace,
                user(user),
                root.path("clusters").path(0).path("cluster"),
                text(user, "as"));
    }

    private static KubeUser user(JsonNode user) {
        if (user.has("tokenFile")) {
            return new KubeUser.FileToken(text(user, "tokenFile"));
        }
        if (user.has("token")) {
            return new KubeUser.BearerToken(text(user, "token"));
        }
        if (user.has("exec")) {
            return exec(user.path("exec"));
        }
        String idToken = text(user.path("auth-provider").path("config"), "id-token");
        return idToken.isEmpty() ? new KubeUser.NoToken() : new KubeUser.BearerToken(idToken);
    }

    private static KubeUser exec(JsonNode exec) {
        List<String> arguments = new ArrayList<>();
        exec.path("args").forEach(argument -> arguments.add(argument.asString("")));
        Map<String, String> environment = new HashMap<>();
        exec.path("env").forEach(variable -> environment.put(text(variable, "name"), text(variable, "value")));
        Interaction interaction = switch (text(exec, "interactiveMode")) {
            case "Never" -> Interaction.NEVER;
            case "Always" -> Interaction.ALWAYS;
            default -> Interaction.IF_AVAILABLE;
        };
        return new KubeUser.Exec(
                text(exec, "apiVersion"),
                text(exec, "command"),
                arguments,
                environment,
                interaction,
                exec.path("provideClusterInfo").asBoolean(false),
                text(exec, "installHint"));
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
