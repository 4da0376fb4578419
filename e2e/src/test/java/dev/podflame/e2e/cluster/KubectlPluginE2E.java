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

/// `kubectl podflame` as somebody with the cluster's kubeconfig types it. The kubeconfig has a certificate and no
/// token,
/// so the plugin has to make itself one.
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
    void close() {
        shop.close();
    }

    @Test
    void svgOfAPodHasItsFunctions() throws Exception {
        Path file = files.resolve("pod.svg");
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

    private Result kubectl(String... arguments) throws IOException, InterruptedException {
        Path kubeconfig = files.resolve("kubeconfig");
        Files.writeString(kubeconfig, cluster.kubeconfig());
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
