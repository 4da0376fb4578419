package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.e2e.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/// What takes a running pod out of profiling: its label, its annotation, its target's `suspend`. A second pod
/// that stays profiled is the clock: when its samples reach past a time, samples of the first from then would
/// be there too.
@OnCluster
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(20)
class StopProfilingE2E {
    private static final Duration SAMPLES = Duration.ofMinutes(2);
    private static final long STOPS_WITHIN = TimeUnit.SECONDS.toMillis(30);
    private static final long WATCHED = TimeUnit.SECONDS.toMillis(30);
    private static final String STAYS = "clock";

    private final Cluster cluster;
    private final CollectorApi api;
    private final Shop shop;
    private String relabelled = "";
    private String optingOut = "";
    private String suspended = "";
    private long changed;
    private String watched = "";

    StopProfilingE2E(Cluster cluster, Release release) {
        this.cluster = cluster;
        api = release.api();
        shop = new Shop(cluster, "stopping");
    }

    private void everythingIsProfiled() throws Exception {
        shop.run(Workload.c(STAYS), Workload.c("relabelled"), Workload.c("opting-out"), Workload.c("suspended"));
        shop.target("clock", "{selector: {matchLabels: {app: %s}}}".formatted(STAYS));
        shop.target("relabelled", "{selector: {matchLabels: {app: relabelled}}}");
        shop.target("opting-out", "{selector: {matchLabels: {app: opting-out}}}");
        shop.target("suspended", "{selector: {matchLabels: {app: suspended}}}");
        relabelled = shop.pod("relabelled");
        optingOut = shop.pod("opting-out");
        suspended = shop.pod("suspended");
        for (String pod : List.of(shop.pod(STAYS), relabelled, optingOut, suspended)) {
            Eventually.until(SAMPLES, pod + " has no sample", () -> lastSample(pod) > 0);
        }
    }

    /// All three at once: how long each takes doesn't depend on the others.
    @BeforeAll
    void threeOfThemAreTakenOut() throws Exception {
        everythingIsProfiled();
        changed = System.currentTimeMillis();
        // The deployment makes itself another pod; this one runs on without the label.
        cluster.kubectl("label", "pod", relabelled, "app-", "--namespace", shop.namespace());
        cluster.kubectl("annotate", "pod", optingOut, "podflame.dev/profile=false", "--namespace", shop.namespace());
        shop.target("suspended", "{selector: {matchLabels: {app: suspended}}, suspend: true}");
        long from = Waiting.nextBucket(changed + STOPS_WITHIN);
        long to = from + WATCHED;
        watched = "from=" + from + "&to=" + to;
        Eventually.until(
                SAMPLES.plusMinutes(1), "the clock's samples stand still", () -> lastSample(shop.pod(STAYS)) > to);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    @Order(1)
    void aPodWithoutTheLabelIsLeftAlone() throws Exception {
        assertStopped(relabelled);
    }

    @Test
    @Order(1)
    void aPodThatOptsOutIsLeftAlone() throws Exception {
        assertStopped(optingOut);
        Eventually.until(
                SAMPLES,
                "the opted-out container isn't counted as skipped",
                () -> shop.status("opting-out", "containers", "skipped").equals("1"));
    }

    @Test
    @Order(1)
    void aSuspendedTargetStops() throws Exception {
        assertStopped(suspended);
        Eventually.until(
                SAMPLES,
                "the target doesn't say that it is suspended",
                () -> shop.condition("suspended", "Suspended").equals("True"));
    }

    @Test
    @Order(2)
    void aResumedTargetGoesOn() throws Exception {
        long resumed = System.currentTimeMillis();
        shop.target("suspended", "{selector: {matchLabels: {app: suspended}}, suspend: false}");
        Eventually.until(SAMPLES, "no sample after the target was resumed", () -> lastSample(suspended) > resumed);
    }

    private void assertStopped(String pod) throws Exception {
        assertEquals(0, api.ofPod(shop.namespace(), pod, watched).value(0), "samples of " + pod + " after 30 s");
        String before = "from=now-9m&to=" + changed;
        assertTrue(api.ofPod(shop.namespace(), pod, before).value(0) > 0, pod + " had no samples before");
    }

    /// End of the newest bucket with samples, 0 without any.
    private long lastSample(String pod) throws Exception {
        JsonNode timeline = api.get("timeline?namespace=" + shop.namespace() + "&pod=" + pod + "&from=now-9m&to=now");
        long step = TimeUnit.SECONDS.toMillis(timeline.path("stepSeconds").asLong());
        long last = 0;
        for (int i = 0; i < timeline.path("values").size(); i++) {
            if (timeline.path("values").path(i).asLong() > 0) {
                last = timeline.path("start").asLong() + (i + 1) * step;
            }
        }
        return last;
    }
}
