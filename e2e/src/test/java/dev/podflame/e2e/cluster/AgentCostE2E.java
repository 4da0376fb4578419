package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/// What agent and engine cost the node: with a pod that hardly does anything, and with ten busy ones.
@OnCluster
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Order(55)
class AgentCostE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int PODS = 10;
    private static final int MINUTES = 3;
    private static final String CPU = "cpu_seconds_total{";
    private static final String ENGINE_CPU = CPU + "program=\"ebpf-profiler\"";
    private static final double MOST_CPU_PERCENT = 1;
    /// What docs/operation.md promises for a node; the programs that run there decide on it.
    private static final double MOST_MEMORY = 300e6;

    private final Cluster cluster;
    private final CollectorApi api;
    private final Shop shop;

    AgentCostE2E(Cluster cluster, Release release) {
        this.cluster = cluster;
        api = release.api();
        shop = new Shop(cluster, "cost");
    }

    @BeforeAll
    void aPodIsProfiled() throws Exception {
        shop.run(new Workload("quiet", "mandel", 1, 1, Workload.Security.ROOT));
        shop.target("all", "{selector: {}, all: true}");
        Eventually.until(
                PATIENCE,
                "the pod isn't profiled",
                () -> shop.status("all", "pods", "matched").equals("1"));
        Agent agent = Agent.running(cluster.client());
        Eventually.until(PATIENCE, "the engine doesn't run", () -> agent.metric("engine_running") == 1);
        pass(MINUTE); // starting costs more than running
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    @Order(1)
    void anIdlePodCostsLessThanOnePercentOfTheNode() throws Exception {
        assertCheap("an idle pod");
    }

    @Test
    @Order(2)
    void tenBusyPodsCostLessThanOnePercentOfTheNode() throws Exception {
        shop.run(Workload.c("crowd").withReplicas(PODS));
        Eventually.until(PATIENCE, "not all pods are profiled", () -> profiled() >= PODS);
        pass(MINUTE);
        assertCheap(PODS + " busy pods");
    }

    /// The quiet one is among them once a sample happens to hit it.
    private int profiled() {
        String number = shop.status("all", "containers", "profiled");
        return number.isEmpty() ? 0 : Integer.parseInt(number);
    }

    /// The engine looks at all that runs, so what else the machine does costs, too: the least disturbed of a few
    /// minutes counts.
    private void assertCheap(String what) throws Exception {
        double percent = minute(what);
        for (int more = 1; more < MINUTES && percent >= MOST_CPU_PERCENT; more++) {
            percent = minute(what);
        }
        assertTrue(percent > 0 && percent < MOST_CPU_PERCENT, percent + " % of the node's CPU");
        double memory = Agent.running(cluster.client()).sum("resident_bytes{");
        assertTrue(memory > 0 && memory < MOST_MEMORY, memory + " bytes");
    }

    /// Percent of the node's CPU that agent and engine take in a minute.
    private double minute(String what) throws Exception {
        Agent agent = Agent.running(cluster.client());
        double all = agent.sum(CPU);
        double engine = agent.sum(ENGINE_CPU);
        long from = System.nanoTime();
        pass(MINUTE);
        double seconds = (System.nanoTime() - from) / 1e9;
        double cores = (agent.sum(CPU) - all) / seconds;
        double percent = 100 * cores / nodeCores();
        System.out.printf(
                "%s: %.4f cores = %.2f %% of the node, of them the engine %.4f; %.0f MB resident%n",
                what, cores, percent, (agent.sum(ENGINE_CPU) - engine) / seconds, agent.sum("resident_bytes{") / 1e6);
        return percent;
    }

    private int nodeCores() throws IOException, InterruptedException {
        return Integer.parseInt(cluster.kubectl("get", "nodes", "-o", "jsonpath={.items[0].status.capacity.cpu}"));
    }

    /// Until the collector has a report from the end of the time. Asks the collector, so that the agent isn't kept
    /// busy.
    private void pass(Duration time) throws Exception {
        Instant end = Instant.now().plus(time);
        Eventually.until(
                PATIENCE,
                "the agent reports no more",
                () -> Instant.parse(api.get("agents")
                                .path("agents")
                                .path(0)
                                .path("time")
                                .asString())
                        .isAfter(end));
    }
}
