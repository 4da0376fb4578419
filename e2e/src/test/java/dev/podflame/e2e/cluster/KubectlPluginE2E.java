package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `kubectl podflame` as somebody with the cluster's kubeconfig types it. The kubeconfig has a certificate
/// and no token, so the plugin has to make itself one.
@OnCluster
@Order(15)
class KubectlPluginE2E {
    private static final Duration SAMPLES = Duration.ofMinutes(2);

    private final Cluster cluster;
    private final CollectorApi api;
    private final Shop shop;

    @TempDir
    private Path files = Path.of("");

    KubectlPluginE2E(Cluster cluster, Release release) {
        this.cluster = cluster;
        api = release.api();
        shop = new Shop(cluster, "plugin");
    }

    /// @param output both streams
    private record Result(int exit, String output) {}

    @BeforeAll
    void aPodIsProfiled() throws Exception {
        shop.run(Workload.c("mandel"));
        shop.target("mandel", "{selector: {matchLabels: {app: mandel}}}");
        String pod = shop.pod("mandel");
        Eventually.until(
                SAMPLES,
                "no sample of the workload",
                () -> api.ofPod(shop.namespace(), pod, "from=now-15m&to=now")
                        .names()
                        .contains("escape_time"));
    }

    @AfterAll
    void close() throws Exception {
        // Made by a test in the release's namespace, which must be empty when the release is gone.
        cluster.kubectl("delete", "rolebinding", "developers", "-n", Release.NAMESPACE, "--ignore-not-found");
        shop.close();
    }

    @Test
    void svgOfAPodHasItsFunctions() throws Exception {
        // Beside the pictures of the page, for people to look at.
        Path file = Files.createDirectories(Path.of(System.getProperty("podflame.root", ""), "build/pictures/cluster"))
                .resolve("pod.svg")
                .toAbsolutePath();
        Result result = kubectl("podflame", "svg", shop.pod("mandel"), "-n", shop.namespace(), "-o", file.toString());
        assertEquals(0, result.exit(), result.output());
        String svg = Files.readString(file);
        assertTrue(svg.contains("<svg") && svg.contains("escape_time"), svg);
    }

    @Test
    void svgOfADeploymentHasItsFunctions() throws Exception {
        Path file = files.resolve("deployment.svg");
        Result result = kubectl("podflame", "svg", "deploy/mandel", "-n", shop.namespace(), "-o", file.toString());
        assertEquals(0, result.exit(), result.output());
        assertTrue(Files.readString(file).contains("render_row"));
    }

    @Test
    void targetsAreListed() throws Exception {
        Result result = kubectl("podflame", "targets", "-n", shop.namespace());
        assertEquals(0, result.exit(), result.output());
        assertTrue(result.output().contains("mandel"), result.output());
    }

    @Test
    void theInstallationIsWell() throws Exception {
        Result result = kubectl("podflame", "status");
        System.out.print(result.output());
        assertEquals(0, result.exit(), result.output());
    }

    @Test
    void aPodThatIsNotThereIsSaidToBeNotThere() throws Exception {
        Result result = kubectl("podflame", "svg", "no-such-pod", "-n", shop.namespace(), "-o", "-");
        assertEquals(3, result.exit(), result.output());
        assertTrue(result.output().contains("no-such-pod"), result.output());
    }

    /// Somebody who may get the pods of one namespace, and reach the collector by the chart's Role for that.
    @Test
    void anOrdinaryUserReadsWithTheRightsThatTheChartOffers() throws Exception {
        cluster.apply("""
                apiVersion: v1
                kind: ServiceAccount
                metadata: {name: developer, namespace: plugin}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: developer, namespace: plugin}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
                subjects: [{kind: ServiceAccount, name: developer, namespace: plugin}]
                """);
        String kubeconfig = withToken(api.token(shop.namespace(), "developer"));
        String[] svg = {"podflame", "svg", shop.pod("mandel"), "-n", shop.namespace(), "-o", "-"};

        Result refused = kubectl(kubeconfig, svg);
        assertEquals(4, refused.exit(), refused.output());

        cluster.apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: developers, namespace: podflame}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: podflame-plugin}
                subjects: [{kind: ServiceAccount, name: developer, namespace: plugin}]
                """);
        Result allowed = kubectl(kubeconfig, svg);
        assertEquals(0, allowed.exit(), allowed.output());
        assertTrue(allowed.output().contains("escape_time"), allowed.output());

        Result status = kubectl(kubeconfig, new String[] {"podflame", "status"});
        assertEquals(0, status.exit(), status.output());
        assertTrue(status.output().contains("podflame/podflame-collector"), status.output());

        Result foreign =
                kubectl(kubeconfig, new String[] {"podflame", "svg", "any", "-n", Release.NAMESPACE, "-o", "-"});
        assertEquals(4, foreign.exit(), foreign.output());
    }

    /// The cluster's kubeconfig with a token in place of the administrator's certificate.
    private String withToken(String token) {
        return cluster.kubeconfig()
                .replaceAll("(?m)^ *client-key-data: .*\\R", "")
                .replaceAll("client-certificate-data: .*", "token: " + token);
    }

    private Result kubectl(String... arguments) throws IOException, InterruptedException {
        return kubectl(cluster.kubeconfig(), arguments);
    }

    private Result kubectl(String kubeconfigText, String[] arguments) throws IOException, InterruptedException {
        Path kubeconfig = files.resolve("kubeconfig");
        Files.writeString(kubeconfig, kubeconfigText);
        String folder = System.getProperty("podflame.root", "") + "/kubectl-plugin/bin";
        List<String> command = new ArrayList<>(List.of("kubectl"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("KUBECONFIG", kubeconfig.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().merge("PATH", folder, (path, added) -> added + ":" + path);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
