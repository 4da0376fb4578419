package dev.podflame.kubectl.command;

import dev.podflame.kubectl.cluster.Installation;
import dev.podflame.kubectl.cluster.Kubectl;
import dev.podflame.kubectl.login.Kubeconfig;
import dev.podflame.kubectl.login.KubeconfigFiles;
import dev.podflame.kubectl.login.KubeconfigToken;
import dev.podflame.kubectl.login.ServiceAccountToken;
import dev.podflame.kubectl.login.TokenFile;
import dev.podflame.kubectl.login.TokenSource;
import dev.podflame.kubectl.terminal.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Who asks, and in which namespace: by the flags, else by the kubeconfig, else by the pod that this runs in.
final class Identity {
    private static final Path POD_FILES = Path.of("/var/run/secrets/kubernetes.io/serviceaccount");
    private static final String VIEWER = "viewer";

    private final ClusterOptions options;
    private final Surroundings surroundings;
    private final Kubectl kubectl;
    private final KubeconfigFiles files;

    Identity(ClusterOptions options, Surroundings surroundings, Kubectl kubectl) {
        this.options = options;
        this.surroundings = surroundings;
        this.kubectl = kubectl;
        files = KubeconfigFiles.of(Optional.ofNullable(options.kubeconfig), surroundings.environment());
    }

    String namespace() throws Failure {
        if (options.namespace != null) {
            return options.namespace;
        }
        if (!isInPod()) {
            return Kubeconfig.read(kubectl).namespace();
        }
        try {
            return Files.readString(POD_FILES.resolve("namespace")).strip();
        } catch (IOException e) {
            throw Failure.error("this pod doesn't say its namespace", "Give one with --namespace.");
        }
    }

    TokenSource tokens(Installation installation) {
        if (options.tokenFile != null) {
            return new TokenFile(options.tokenFile, "Give a readable file with --token-file.");
        }
        if (options.serviceAccount != null) {
            String[] parts = options.serviceAccount.split("/", 2);
            return new ServiceAccountToken(kubectl, parts[0], parts[1], "", surroundings.clock());
        }
        if (isInPod()) {
            return new TokenFile(POD_FILES.resolve("token"), "Give a token with --token-file.");
        }
        TokenSource viewer = new ServiceAccountToken(
                kubectl,
                installation.namespace(),
                installation.nameOf(VIEWER),
                "the kubeconfig's user has no token that the collector could check",
                surroundings.clock());
        return new KubeconfigToken(kubectl, files, viewer, surroundings.terminal());
    }

    /// As kubectl decides it: the pod's account is used where there is no kubeconfig.
    private boolean isInPod() {
        return files.noneExists()
                && surroundings.environment().containsKey("KUBERNETES_SERVICE_HOST")
                && Files.exists(POD_FILES.resolve("token"));
    }
}
