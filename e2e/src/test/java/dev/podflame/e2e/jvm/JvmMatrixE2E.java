package dev.podflame.e2e.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/// JVMs of all kinds beside each other on one machine: which are profiled, why not, what the profiles say, and what is
/// left when the agent has gone.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JvmMatrixE2E {
    private static final long WATCHED = TimeUnit.MINUTES.toMillis(3);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long HEADROOM = 32L << 20;
    // So many JVMs leave no core free, and there 99 Hz would see up to a tenth too little (RATIONALE.md).
    private static final String ASKED = """
            profiles:
            - {type: cpu, frequencyHz: 49}
            - {type: alloc, everyBytes: 1Mi}
            - {type: lock, threshold: 10ms}
            """;

    private final Map<String, SplitJvm> jvms = new LinkedHashMap<>();
    private final Map<String, MetJvm> met = new LinkedHashMap<>();
    private final Map<String, JvmStatus> atEnd = new LinkedHashMap<>();
    private final Map<String, List<Comparison>> rows = new LinkedHashMap<>();
    private final Map<String, TestAbortedException> missing = new LinkedHashMap<>();
    private final Ends ends = new Ends();
    private Workspace workspace;
    private Product product;
    private MemoryGroup little;

    @BeforeAll
    void meetAll(@TempDir Path data) throws Exception {
        workspace = Workspace.create(ends);
        product = Product.start(data, ends);
        little = MemoryGroup.create("podflame-jvm", ends);
        List<MatrixCase> cases = MatrixCase.all(little);
        for (MatrixCase each : cases) {
            start(each);
        }
        Map<String, Set<String>> before = new LinkedHashMap<>();
        for (SplitJvm jvm : jvms.values()) {
            jvm.awaitWork();
            before.put(jvm.name(), new Leftovers(jvm.pid()).find());
        }
        little.leave(HEADROOM);
        Map<String, JvmStatus> statuses = decide();
        for (MatrixCase each : cases) {
            SplitJvm jvm = jvms.get(each.name());
            if (jvm != null) {
                Stretch stretch = Stretch.ahead(product, jvm, WATCHED);
                JvmStatus status = statuses.getOrDefault(each.name(), JvmStatus.UNKNOWN);
                met.put(each.name(), new MetJvm(each, status, stretch, before.getOrDefault(each.name(), Set.of())));
            }
        }
        for (MetJvm each : met.values()) {
            product.awaitSeen(each.kind().name(), each.stretch().to());
            JvmStatus status = product.jvm(each.stretch().jvm().pid());
            atEnd.put(each.kind().name(), status);
            rows.put(each.kind().name(), each.rows(status));
        }
        product.stopAgent();
        System.out.println(product.agentLog());
    }

    private void start(MatrixCase each) throws Exception {
        try {
            jvms.put(each.name(), each.start(workspace, ends));
        } catch (TestAbortedException e) {
            missing.put(each.name(), e);
        }
    }

    private Map<String, JvmStatus> decide() throws Exception {
        Map<String, JvmStatus> statuses = new LinkedHashMap<>();
        for (SplitJvm jvm : jvms.values()) {
            product.profile(jvm.name(), ASKED);
        }
        for (SplitJvm jvm : jvms.values()) {
            statuses.put(jvm.name(), product.awaitJvm(jvm, PATIENCE));
        }
        return statuses;
    }

    @AfterAll
    void stopAll() throws Exception {
        ends.run();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "other-user",
                "other-user-25",
                "other-user-8",
                "own-mounts",
                "read-only-tmp",
                "noexec-tmp",
                "attach-disabled",
                "reduced-signals",
                "other-profiler",
                "little-headroom",
                "thousand-threads",
                "allocation-storm"
            })
    void isProfiledOrRefusedAndLivesOn(String name) throws Exception {
        MetJvm jvm = met.get(name);
        if (jvm == null) {
            throw missing.getOrDefault(name, new TestAbortedException("it was not started"));
        }
        MatrixCase kind = jvm.kind();
        List<Comparison> compared = new ArrayList<>(rows.getOrDefault(name, List.of()));
        JvmStatus last = atEnd.getOrDefault(name, JvmStatus.UNKNOWN);
        System.out.printf("%nJava %d, %s: %s%n", kind.java(), name, last);
        compared.forEach(row -> System.out.println(row.row()));

        assertEquals(kind.refusal(), jvm.status().reason());
        assertEquals(
                kind.isProfiled() ? JvmStatus.ASYNC_PROFILER : "ebpf",
                jvm.status().engine());
        assertTrue(last.isStill(jvm.status()), () -> jvm.status() + ", and three minutes later " + last);
        assertEquals(List.of(), compared.stream().filter(row -> !row.holds()).toList());
        jvm.livesOnWithNothingLeft();
    }
}
