package dev.podflame.kubectl.login;

import java.util.List;
import java.util.Map;

/// How the kubeconfig's user logs in, as far as a token comes of it.
public sealed interface KubeUser {
    /// A token that stands in the kubeconfig, or an OpenID Connect ID token, which kubectl has just refreshed.
    record BearerToken(String text) implements KubeUser {
        @Override
        public String toString() {
            return "BearerToken";
        }
    }

    /// A token in a file.
    ///
    /// @param path as it stands in the kubeconfig: relative to the kubeconfig
    record FileToken(String path) implements KubeUser {}

    /// A program that knows how to log in (`client.authentication.k8s.io`).
    record Exec(
            String apiVersion,
            String command,
            List<String> arguments,
            Map<String, String> environment,
            Interaction interaction,
            boolean wantsCluster,
            String installHint)
            implements KubeUser {
        public Exec {
            arguments = List.copyOf(arguments);
            environment = Map.copyOf(environment);
        }
    }

    /// A client certificate, or nothing: there is no token in it that the collector could have checked.
    record NoToken() implements KubeUser {}

    /// Whether the program may use the terminal.
    enum Interaction {
        NEVER,
        IF_AVAILABLE,
        ALWAYS
    }
}
