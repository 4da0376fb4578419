package dev.podflame.collector;

import dev.podflame.collector.access.ApiServer;
import dev.podflame.collector.tls.CertificateFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Who may ask, and the certificate they see: part of the collector's command line.
final class AccessOptions {
    private static final String ACCOUNT = "/var/run/secrets/kubernetes.io/serviceaccount";
    private static final String HOST_VARIABLE = "KUBERNETES_SERVICE_HOST";
    private static final String PORT_VARIABLE = "KUBERNETES_SERVICE_PORT";

    /// Who is asked whether a request may pass.
    enum Auth {
        NONE,
        KUBERNETES;

        /// As it is written on the command line.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--auth",
            paramLabel = "WHO",
            description = "none, or kubernetes: tokens are checked by its API server, and who may get pods in a"
                    + " namespace may read its profiles (default: none, on loopback addresses only)")
    @Nullable
    private Auth auth;

    @Option(
            names = "--agent-account",
            paramLabel = "NAMESPACE:NAME",
            description = "the node agents' service account: only it may send (needed with --auth kubernetes)")
    private String agentAccount = "";

    @Option(
            names = "--metrics-account",
            paramLabel = "NAMESPACE:NAME",
            description = "another service account that may send metrics, such as counts of requests from an"
                    + " OpenTelemetry Collector; its token is for the audience podflame-collector. May be repeated")
    private List<String> metricsAccounts = List.of();

    @Option(
            names = "--tls-cert",
            paramLabel = "FILE",
            description = "PEM file with the certificate to serve HTTPS with")
    @Nullable
    private Path tlsCert;

    @Option(names = "--tls-key", paramLabel = "FILE", description = "PEM file with its key; both may change any time")
    @Nullable
    private Path tlsKey;

    @Option(
            names = "--kubernetes-url",
            paramLabel = "URL",
            description = "the API server (default: the one of the cluster that this runs in)")
    @Nullable
    private URI kubernetesUrl;

    @Option(
            names = "--kubernetes-ca",
            paramLabel = "FILE",
            description = "PEM file of the authority of the API server (default: ${DEFAULT-VALUE})")
    private Path kubernetesCa = Path.of(ACCOUNT, "ca.crt");

    @Option(
            names = "--kubernetes-token",
            paramLabel = "FILE",
            description = "file with the collector's own token (default: ${DEFAULT-VALUE})")
    private Path kubernetesToken = Path.of(ACCOUNT, "token");

    Auth auth() {
        return auth == null ? Auth.NONE : auth;
    }

    boolean isKubernetes() {
        return auth() == Auth.KUBERNETES;
    }

    /// Without `--auth` nobody is asked who they are, which is right only where nobody else comes.
    void checkAddress(HostPort address, String option) throws StartFailure {
        if (auth == null && !address.isLoopback()) {
            throw new StartFailure(
                    option + " " + address + " is open to other machines, and nothing says who may ask",
                    "add --auth kubernetes, or --auth none if everybody who reaches it may read everything");
        }
    }

    String agentAccount() throws StartFailure {
        if (agentAccount.isEmpty()) {
            throw new StartFailure(
                    "--auth kubernetes needs the node agents' service account",
                    "write --agent-account NAMESPACE:NAME, such as podflame:podflame-agent");
        }
        checkAccount("--agent-account", agentAccount);
        return agentAccount;
    }

    List<String> metricsAccounts() throws StartFailure {
        for (String account : metricsAccounts) {
            checkAccount("--metrics-account", account);
        }
        return metricsAccounts;
    }

    private static void checkAccount(String option, String account) throws StartFailure {
        if (!account.matches("[a-z0-9][-a-z0-9]*:[a-z0-9][-.a-z0-9]*")) {
            throw new StartFailure(
                    "not a service account: " + account,
                    "write " + option + " NAMESPACE:NAME, such as podflame:podflame-agent");
        }
    }

    ApiServer.Place apiServer() throws StartFailure {
        for (Path file : new Path[] {kubernetesCa, kubernetesToken}) {
            if (!Files.isReadable(file)) {
                throw new StartFailure(
                        "can't read " + file,
                        "in a pod it comes with the service account; elsewhere see --kubernetes-ca and"
                                + " --kubernetes-token");
            }
        }
        return new ApiServer.Place(kubernetesUrl == null ? inCluster() : kubernetesUrl, kubernetesCa, kubernetesToken);
    }

    private static URI inCluster() throws StartFailure {
        Map<String, String> environment = System.getenv();
        String host = environment.getOrDefault(HOST_VARIABLE, "");
        if (host.isEmpty()) {
            throw new StartFailure(
                    "no API server: this runs in no pod (" + HOST_VARIABLE + " isn't set)",
                    "name it with --kubernetes-url");
        }
        String port = environment.getOrDefault(PORT_VARIABLE, "443");
        return URI.create("https://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    /// The certificate to show, if one is given.
    Optional<CertificateFiles> certificate() throws StartFailure {
        if (tlsCert == null && tlsKey == null) {
            return Optional.empty();
        }
        if (tlsCert == null || tlsKey == null) {
            throw new StartFailure("a certificate without its key, or a key alone", "give --tls-cert and --tls-key");
        }
        return Optional.of(new CertificateFiles(tlsCert, tlsKey));
    }

    /// Why a file can't be used, as a person says it.
    static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException missing -> missing.getFile() + " isn't there";
            case AccessDeniedException denied -> "may not read " + denied.getFile();
            default -> String.valueOf(e.getMessage());
        };
    }
}
