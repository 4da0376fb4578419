package dev.podflame.e2e.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.podflame.e2e.FlameGraph;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// JVMs of pods that aren't the agent's user, attached to as their target asks, and what becomes of one that can't be.
@OnCluster
@Order(57)
class JavaInDepthE2E {
    /// A JVM is left alone in its first minute.
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private static final String RANGE = "from=now-9m&to=now";

    private final CollectorApi api;
    private final Shop shop;

    JavaInDepthE2E(Cluster cluster, Release release) {
        api = release.api();
        shop = new Shop(cluster, "jvms");
    }

    @BeforeAll
    void oneTargetAsksForMoreThanCpu() throws Exception {
        shop.run(Workload.java("open").asNobody(), Workload.java("sealed").asLocked());
        shop.target("jvms", "{selector: {}, all: true, profiles: [{type: cpu}, {type: alloc}, {type: lock}]}");
        Eventually.until(
                PATIENCE, "the JVM isn't attached to", () -> engine("open").equals("async-profiler"));
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpu", "alloc", "alloc_objects"})
    void aJvmHasProfilesOfEveryKind(String type) throws Exception {
        Eventually.until(
                PATIENCE,
                "no " + type + " of shop.Prices",
                () -> graph("open", type).names().stream().anyMatch(name -> name.contains("shop.Prices")));
    }

    @Test
    void aJvmThatCannotBeAttachedToKeepsItsCpuProfileAndSaysWhy() throws Exception {
        Eventually.until(
                PATIENCE,
                "no CPU of the sealed JVM",
                () -> graph("sealed", "cpu").names().stream().anyMatch(name -> name.contains("shop.Prices")));
        assertEquals("ebpf", engine("sealed"));
        Eventually.until(
                PATIENCE,
                "no reason",
                () -> said("sealed", "message").contains("ReadOnlyTmp")
                        || said("sealed", "reason").equals("ReadOnlyTmp"));
        assertEquals(0, graph("sealed", "alloc").value(0));
    }

    private FlameGraph graph(String app, String type) throws Exception {
        return api.ofPod(shop.namespace(), shop.pod(app), RANGE + "&type=" + type);
    }

    private String engine(String app) throws Exception {
        return said(app, "engine");
    }

    /// What the agent's report says of the workload's one container.
    private String said(String app, String field) throws Exception {
        return api.container(shop.pod(app), field);
    }
}
