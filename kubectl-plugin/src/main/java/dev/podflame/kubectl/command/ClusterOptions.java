package dev.podflame.kubectl.command;

import dev.podflame.kubectl.terminal.Failure;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Which cluster, which namespace, and who asks: kubectl's flags under kubectl's names, and a few for the collector.
final class ClusterOptions {
    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "namespace (default: the context's)")
    @Nullable
    String namespace;

    @Option(names = "--context", paramLabel = "NAME", description = "context of the kubeconfig")
    @Nullable
    String context;

    @Option(names = "--kubeconfig", paramLabel = "FILE", description = "kubeconfig to use")
    @Nullable
    Path kubeconfig;

    @Option(
            names = "--podflame-namespace",
            paramLabel = "NAME",
            description = "where Podflame is installed (default: found by its labels)")
    @Nullable
    String podflameNamespace;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "file with the bearer token to use in place of the kubeconfig's")
    @Nullable
    Path tokenFile;

    @Option(
            names = "--service-account",
            paramLabel = "NS/NAME",
            description = "read as this service account, by a token that kubectl makes")
    @Nullable
    String serviceAccount;

    @Option(
            names = "--collector",
            paramLabel = "URL",
            description = "https:// address of a collector that can be reached without a port-forward")
    @Nullable
    URI collector;

    @Option(
            names = "--certificate-authority",
            paramLabel = "FILE",
            description = "PEM file of who signed the collector's certificate (default: what Podflame publishes)")
    @Nullable
    Path certificateAuthority;

    @Option(names = "--insecure-skip-tls-verify", description = "take any certificate of the collector")
    boolean insecureSkipTlsVerify;

    /// What every call of kubectl gets.
    List<String> kubectlFlags() {
        List<String> flags = new ArrayList<>();
        if (context != null) {
            flags.add("--context=" + context);
        }
        if (kubeconfig != null) {
            flags.add("--kubeconfig=" + kubeconfig);
        }
        return flags;
    }

    void check() throws Failure {
        if (tokenFile != null && serviceAccount != null) {
            throw Failure.usage("--token-file and --service-account both say who asks", "Give one of them.");
        }
        if (serviceAccount != null && !serviceAccount.matches("[a-z0-9.-]+/[a-z0-9.-]+")) {
            throw Failure.usage("not a service account: " + serviceAccount, "Write NAMESPACE/NAME.");
        }
        if (namespace != null && !namespace.matches("[a-z0-9]([a-z0-9-]*[a-z0-9])?")) {
            throw Failure.usage("not a namespace: " + namespace, "");
        }
    }
}
