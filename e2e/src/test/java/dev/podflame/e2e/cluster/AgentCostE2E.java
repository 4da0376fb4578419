package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// What profiling ten busy pods costs the node, as the agent itself reports it.
@OnCluster
@Order(55)
class AgentCostE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int PODS = 10;
    private static final double MOST_CPU_PERCENT = 1;
    private static final long MOST_MEMORY = 250_000_000;

    private final Cluster cluster;
    private final CollectorApi api;
    private final Shop shop;

    AgentCostE2E(Cluster cluster, Release release) {
        this.cluster = cluster;
        api = release.api();
        shop = new Shop(cluster, "busy");
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void tenBusyPodsCostLessThanOnePercentOfTheNode() throws Exception {
        shop.run(Workload.c("crowd").withReplicas(PODS));
        shop.target("crowd", "{selector: {matchLabels: {app: crowd}}}");
        Eventually.until(
                PATIENCE,
                "not all pods are profiled",
                () -> shop.status("crowd", "containers", "profiled").equals(Integer.toString(PODS)));
        // The engine's start is over, and the report is about two minutes of steady work.
        Agent agent = Agent.running(cluster.client());
        long messages = agent.metric("engine_messages_total");
        Eventually.until(
                PATIENCE, "the engine reports no more", () -> agent.metric("engine_messages_total") >= messages + 24);

        JsonNode overhead = overhead();
        double percent = overhead.path("nodeCpuPercent").asDouble();
        long memory = overhead.path("memoryBytes").asLong();
        System.out.printf(
                "%d busy pods: agent %.4f cores, engine %.4f cores, %.2f %% of the node, %d MB%n",
                PODS,
                overhead.path("agentCores").asDouble(),
                overhead.path("engineCores").asDouble(),
                percent,
                memory / 1_000_000);
        assertTrue(percent > 0 && percent < MOST_CPU_PERCENT, percent + " % of the node's CPU");
        assertTrue(memory > 0 && memory < MOST_MEMORY, memory + " bytes");
    }

    private JsonNode overhead() throws IOException, InterruptedException {
        return api.get("agents").path("agents").path(0).path("overhead");
    }
}
