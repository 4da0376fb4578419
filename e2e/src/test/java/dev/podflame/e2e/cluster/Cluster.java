package dev.podflame.e2e.cluster;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.testcontainers.containers.BindMode;
import org.testcontainers.containers.Container;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.k3s.K3sContainer;
import org.testcontainers.utility.DockerImageName;

/// One node of Kubernetes in a container. It shares the machine's process numbers and tracefs, as a node of
/// its own would have them: without both the agent's engine sees nothing.
final class Cluster implements AutoCloseable {
    private static final String TRACEFS = "/sys/kernel/tracing";
    private static final String ARCHIVES = "/var/lib/rancher/k3s/agent/images";
    private static final String ADMIN = "/etc/rancher/k3s/k3s.yaml";

    private static final String AUDIT_POLICY = "/etc/podflame-audit.yaml";
    private static final String AUDIT_LOG = "/var/lib/rancher/podflame-audit.log";
    private static final String AUDITED = """
            apiVersion: audit.k8s.io/v1
            kind: Policy
            omitStages: [RequestReceived, ResponseStarted]
            rules:
            - {level: Request, resources: [{group: authorization.k8s.io, resources: [subjectaccessreviews]}]}
            - {level: Metadata, userGroups: ["system:serviceaccounts:%s"]}
            - {level: None}
            """.formatted(Release.NAMESPACE);

    private final K3sContainer node;
    private final KubernetesClient client;

    private Cluster(K3sContainer node) {
        this.node = node;
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(node.getKubeConfigYaml()))
                .build();
    }

    /// Starts the node with all archives of the folder as its images.
    ///
    /// @param image a k3s image, or one that keeps its contract
    static Cluster start(String image, Path archives) {
        K3sContainer node = new K3sContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("rancher/k3s"));
        node.withFileSystemBind(TRACEFS, TRACEFS, BindMode.READ_WRITE)
                .withFileSystemBind(archives.toString(), ARCHIVES, BindMode.READ_WRITE)
                .withCopyToContainer(Transferable.of(AUDITED), AUDIT_POLICY)
                .withCommand(
                        "server",
                        "--disable=traefik",
                        "--tls-san=" + node.getHost(),
                        "--kube-apiserver-arg=audit-policy-file=" + AUDIT_POLICY,
                        "--kube-apiserver-arg=audit-log-path=" + AUDIT_LOG)
                .withCreateContainerCmdModifier(command ->
                        Objects.requireNonNull(command.getHostConfig()).withPidMode("host"));
        node.start();
        return new Cluster(node);
    }

    /// With all rights.
    KubernetesClient client() {
        return client;
    }

    String kubeconfig() {
        return node.getKubeConfigYaml();
    }

    /// Creates or changes what the YAML describes, one document or several.
    List<HasMetadata> apply(String yaml) {
        return client.load(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)))
                .serverSideApply();
    }

    /// What `kubectl` prints for an administrator.
    String kubectl(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig", ADMIN));
        command.addAll(Arrays.asList(arguments));
        return onNode(command.toArray(String[]::new));
    }

    /// Standard output of a command in the node's container; fails unless it exits with 0.
    String onNode(String... command) throws IOException, InterruptedException {
        Container.ExecResult result = node.execInContainer(command);
        if (result.getExitCode() != 0) {
            throw new IOException(
                    String.join(" ", command) + ": exit " + result.getExitCode() + " " + result.getStderr());
        }
        return result.getStdout();
    }

    /// What accounts of the release's namespace asked of the API server, and who asked for whose rights: a
    /// JSON object of `audit.k8s.io/v1` in each line.
    String auditLog() throws IOException, InterruptedException {
        return onNode("cat", AUDIT_LOG);
    }

    String nodeLog() {
        return node.getLogs();
    }

    @Override
    public void close() {
        client.close();
        node.stop();
    }
}
