package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.e2e.Waiting;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/// `helm upgrade` to images of another tag, with pods profiled all the while.
@OnCluster
@Order(80)
class UpgradeE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Cluster cluster;
    private final Release release;
    private final CollectorApi api;
    private final Shop shop;
    // Ranges of less than ten minutes are answered to ten seconds, longer ones to the minute.
    private final long started = System.currentTimeMillis();

    UpgradeE2E(Cluster cluster, Release release) {
        this.cluster = cluster;
        this.release = release;
        api = release.api();
        shop = new Shop(cluster, "upgraded");
    }

    @BeforeAll
    void podsAreProfiled() throws Exception {
        shop.run(Workload.c("steady"));
        shop.target("steady", "{selector: {matchLabels: {app: steady}}}");
        Eventually.until(PATIENCE, "no sample", () -> stored("now") > 0);
    }

    @AfterAll
    void close() throws Exception {
        shop.close();
        release.upgrade(Map.of());
    }

    @Test
    void anUpgradeRollsTheAgentsAndKeepsWhatIsStored() throws Exception {
        Agent before = Agent.running(cluster.client());
        String closed = Long.toString(Waiting.bucket(System.currentTimeMillis()));
        // A later sample is stored: so is what came before it.
        String later = Long.toString(Long.parseLong(closed) + 20_000);
        Eventually.until(PATIENCE, "nothing is stored from now on", () -> stored("now") > stored(later));
        long stored = stored(closed);

        release.upgrade(Map.of("images.tag", "test-next"));

        Eventually.until(
                PATIENCE,
                "no agent with the new image runs",
                () -> image(Agent.running(cluster.client()).pod()).endsWith(":test-next"));
        assertNotEquals(before.pod(), Agent.running(cluster.client()).pod());
        assertTrue(image(Release.NAME + "-collector-0").endsWith(":test-next"), image(Release.NAME + "-collector-0"));
        assertEquals(stored, stored(closed), "samples of the time before");
        long upgraded = System.currentTimeMillis();
        Eventually.until(
                PATIENCE,
                "no sample after the upgrade",
                () -> api.get("services?from=now-10m")
                        .path("services")
                        .valueStream()
                        .anyMatch(
                                service -> service.path("namespace").asString().equals(shop.namespace())
                                        && service.path("lastSample").asLong()
                                                > upgraded + TimeUnit.SECONDS.toMillis(10)));
    }

    private String image(String pod) {
        return cluster.client()
                .pods()
                .inNamespace(Release.NAMESPACE)
                .withName(pod)
                .require()
                .getSpec()
                .getContainers()
                .getFirst()
                .getImage();
    }

    private long stored(String to) throws Exception {
        return api.get("flamegraph.json?namespace=" + shop.namespace() + "&service=steady&nodes=10&from=" + started
                        + "&to=" + to)
                .path("total")
                .asLong();
    }
}
