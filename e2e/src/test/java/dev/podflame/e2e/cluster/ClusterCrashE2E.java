package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.e2e.Waiting;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// Parts of the release die while pods are profiled. What the agent kept is what the store has: the sums say so.
@OnCluster
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(60)
class ClusterCrashE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1) / 19;
    private static final String APP = "steady";

    private final Cluster cluster;
    private final CollectorApi api;
    private final Release release;
    private final Shop shop;

    ClusterCrashE2E(Cluster cluster, Release release) {
        this.cluster = cluster;
        this.release = release;
        api = release.api();
        shop = new Shop(cluster, "crashes");
    }

    @BeforeAll
    void aFreshAgentProfilesOneDeployment() throws Exception {
        // The last target's end ends the agents: the next one counts from zero, and only this class's samples.
        Eventually.until(
                PATIENCE,
                "the agents of earlier tests live on",
                () -> Agent.pods(cluster.client()).isEmpty());
        shop.run(Workload.c(APP));
        shop.target(APP, "{selector: {matchLabels: {app: %s}}}".formatted(APP));
        awaitKept(20);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    @Order(1)
    void aMinuteWithoutCollectorLosesNothing() throws Exception {
        var collector = cluster.client()
                .apps()
                .statefulSets()
                .inNamespace(Release.NAMESPACE)
                .withName(Release.NAME + "-collector");
        collector.scale(0);
        Eventually.until(
                PATIENCE,
                "the collector doesn't end",
                () -> cluster.client()
                                .pods()
                                .inNamespace(Release.NAMESPACE)
                                .withName(Release.NAME + "-collector-0")
                                .get()
                        == null);
        long ended = System.currentTimeMillis();
        Eventually.until(
                PATIENCE,
                "no minute's batches wait with the agent",
                () -> System.currentTimeMillis() > ended + TimeUnit.MINUTES.toMillis(1)
                        && Agent.running(cluster.client()).metric("profiles_spool_batches") > 1);
        collector.scale(1);
        release.awaitReady();
        assertSumsAgree("a minute without collector");
    }

    @Test
    @Order(2)
    void aKilledClickHouseLosesAndDoublesNothing() throws Exception {
        shop.run(Workload.c(APP));
        long kept = kept();
        String uid = cluster.client()
                .pods()
                .inNamespace(Release.NAMESPACE)
                .withName(Release.NAME + "-collector-0")
                .require()
                .getMetadata()
                .getUid();
        String killed = cluster.onNode("sh", "-c", """
                for process in /proc/[0-9]*; do
                  grep -q %s $process/cgroup 2>/dev/null && grep -q EmbeddedClickHouse $process/cmdline \\
                    && kill -9 ${process#/proc/} && echo ${process#/proc/}
                done; true""".formatted(uid));
        assertEquals(1, killed.lines().count(), "processes killed: " + killed);
        awaitKept(kept + 20);
        assertSumsAgree("kill -9 of ClickHouse");
        assertEquals(0, restarts(Release.NAME + "-collector-0"), "the collector's container was restarted");
    }

    @Test
    @Order(3)
    void aKilledAgentComesBackAndDoublesNothing() throws Exception {
        shop.run(Workload.c(APP));
        long started = System.currentTimeMillis();
        Agent agent = Agent.running(cluster.client());
        long kept = agent.metric("samples_total{fate=\"kept\"}");
        awaitKept(kept + 20);
        // At least one bucket has begun and ended since.
        Waiting.untilMillis(Waiting.nextBucket(started) + 20_000);
        String closed = Long.toString(Waiting.bucket(System.currentTimeMillis()) - 10_000);
        long before = stored(started, closed);
        cluster.client()
                .pods()
                .inNamespace(Release.NAMESPACE)
                .withName(agent.pod())
                .withGracePeriod(0)
                .delete();
        Eventually.until(
                PATIENCE,
                "no other agent has taken over",
                () -> !Agent.running(cluster.client()).pod().equals(agent.pod()));
        awaitKept(20);
        Eventually.until(
                PATIENCE,
                "nothing is stored after the restart",
                () -> stored(started, "now") > stored(started, closed));
        long after = stored(started, closed);
        System.out.printf("agent pod killed: %d ns stored before, %d ns of the same time after%n", before, after);
        assertTrue(after >= before && after - before <= TimeUnit.SECONDS.toNanos(20), before + " and " + after);
        assertEquals(0, restarts(shop.namespace(), shop.pod(APP)), "the profiled pod was restarted");
    }

    /// Ends the workload, so that nothing new comes, and waits until the store has all that the agent kept.
    private void assertSumsAgree(String what) throws Exception {
        shop.run(Workload.c(APP).withReplicas(0));
        Agent agent = Agent.running(cluster.client());
        long messages = agent.metric("engine_messages_total");
        Eventually.until(
                PATIENCE, "the engine reports no more", () -> agent.metric("engine_messages_total") >= messages + 2);
        long expected = kept() * PERIOD_NANOS;
        Eventually.until(PATIENCE, "the store doesn't get " + expected + " ns", () -> storedInAll() >= expected);
        Eventually.until(PATIENCE, "batches stay with the agent", () -> agent.metric("profiles_spool_batches") == 0);
        long stored = storedInAll();
        System.out.printf("%s: %d samples kept by the agent = %d ns, stored %d ns%n", what, kept(), expected, stored);
        assertEquals(expected, stored);
    }

    private long kept() throws Exception {
        return Agent.running(cluster.client()).metric("samples_total{fate=\"kept\"}");
    }

    private void awaitKept(long samples) throws Exception {
        Eventually.until(PATIENCE, "fewer than " + samples + " samples were kept", () -> kept() >= samples);
    }

    private long storedInAll() throws Exception {
        return stored(System.currentTimeMillis() - TimeUnit.MINUTES.toMillis(30), "now");
    }

    /// Ranges of less than ten minutes are answered to ten seconds, longer ones to the minute.
    private long stored(long from, String to) throws Exception {
        return api.get("flamegraph.json?namespace=" + shop.namespace() + "&service=" + APP + "&nodes=10&from=" + from
                        + "&to=" + to)
                .path("total")
                .asLong();
    }

    private int restarts(String pod) {
        return restarts(Release.NAMESPACE, pod);
    }

    private int restarts(String namespace, String pod) {
        return cluster.client()
                .pods()
                .inNamespace(namespace)
                .withName(pod)
                .require()
                .getStatus()
                .getContainerStatuses()
                .getFirst()
                .getRestartCount();
    }
}
