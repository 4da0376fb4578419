package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The page in a real browser: `ui/e2e/cluster.e2e.ts`, whose own cases are counted by its own report.
@OnCluster
@Order(17)
class PageE2E {
    private static final Duration SAMPLES = Duration.ofMinutes(2);
    private static final int BUCKETS = 8;
    private static final Path ROOT = Path.of(System.getProperty("podflame.root", ""));

    private final Cluster cluster;
    private final CollectorApi api;
    private final Shop shop;

    PageE2E(Cluster cluster, Release release) {
        this.cluster = cluster;
        api = release.api();
        shop = new Shop(cluster, "webshop");
    }

    /// Two services are profiled; a pod of one of them wants out.
    @BeforeAll
    void aTargetWithAContainerThatOptsOut() throws Exception {
        shop.run(Workload.java("prices").withReplicas(2), Workload.python("checkout"));
        cluster.kubectl(
                "annotate",
                "pod",
                shop.pods("prices").getLast(),
                "podflame.dev/profile=false",
                "--namespace",
                shop.namespace());
        shop.target("everything", "{selector: {}, all: true}");
        Eventually.until(SAMPLES, "not enough to see something in the charts", () -> bucketsWithSamples() >= BUCKETS);
        Eventually.until(
                SAMPLES,
                "no container is skipped",
                () -> shop.status("everything", "containers", "skipped").equals("1"));
    }

    private long bucketsWithSamples() throws IOException, InterruptedException {
        JsonNode values = api.get("timeline?namespace=" + shop.namespace() + "&pod=" + shop.pod("checkout")
                        + "&from=now-5m&to=now")
                .path("values");
        return IntStream.range(0, values.size())
                .filter(i -> values.path(i).asLong() > 0)
                .count();
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void thePageShowsPodsAndTargetsToWhoSignsIn() throws Exception {
        Path report = ROOT.resolve("build/test-results/browser-cluster.xml");
        Files.createDirectories(report.getParent());
        ProcessBuilder builder = new ProcessBuilder(
                        "npx",
                        "vitest",
                        "run",
                        "--project",
                        "cluster",
                        "--reporter=default",
                        "--reporter=junit",
                        "--outputFile.junit=" + report.toAbsolutePath())
                .directory(ROOT.resolve("ui").toFile())
                .redirectErrorStream(true);
        builder.environment()
                .putAll(Map.of(
                        "PODFLAME_CLUSTER_URL",
                        api.page().toString(),
                        "PODFLAME_CLUSTER_TOKEN",
                        api.viewerToken(),
                        "PODFLAME_CLUSTER_POD",
                        shop.namespace() + "/" + shop.pod("checkout"),
                        "PODFLAME_CLUSTER_FUNCTION",
                        "five_biggest",
                        "PODFLAME_CLUSTER_TARGET",
                        "ProfilingTarget/" + shop.namespace() + "/everything",
                        "PODFLAME_PICTURES",
                        ROOT.resolve("build/pictures/cluster").toAbsolutePath().toString()));
        Process browser = builder.start();
        browser.getOutputStream().close();
        String output = new String(browser.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, browser.waitFor(), output);
    }
}
