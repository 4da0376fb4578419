package dev.podflame.e2e.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.e2e.jvm.SplitJvm.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;

/// All profile types at once, of a JVM of each version, held against what the program counted.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SplitProfileE2E {
    private static final int[] VERSIONS = {8, 11, 17, 21, 25};
    private static final long WATCHED = TimeUnit.MINUTES.toMillis(1);
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String ALL_TYPES = """
            profiles:
            - {type: cpu, frequencyHz: 99}
            - {type: wall}
            - {type: alloc, everyBytes: 128Ki}
            - {type: lock, threshold: 10ms}
            - {type: live, everyBytes: 128Ki}
            - {type: native_memory, everyBytes: 1Mi}
            budget: {cpuPercent: 100, memory: 256Mi}
            """;

    private final Map<Integer, Stretch> stretches = new TreeMap<>();
    private final Map<Integer, TestAbortedException> missing = new TreeMap<>();
    private final Ends ends = new Ends();
    private Workspace workspace;
    private Product product;

    @BeforeAll
    void watchAll(@TempDir Path data) throws Exception {
        workspace = Workspace.create(ends);
        product = Product.start(data, ends);
        Map<Integer, SplitJvm> jvms = startAll();
        for (SplitJvm jvm : jvms.values()) {
            jvm.awaitWork();
            product.profile(jvm.name(), ALL_TYPES);
        }
        for (SplitJvm jvm : jvms.values()) {
            product.awaitJvm(jvm, PATIENCE);
        }
        jvms.forEach((version, jvm) -> stretches.put(version, Stretch.ahead(product, jvm, WATCHED)));
        for (Stretch stretch : stretches.values()) {
            product.awaitSeen(stretch.jvm().name(), stretch.to());
        }
    }

    private Map<Integer, SplitJvm> startAll() throws Exception {
        Map<Integer, SplitJvm> jvms = new TreeMap<>();
        for (int version : VERSIONS) {
            try {
                // What is kept by the first snapshot is 400 samples at least, which vary by five percent.
                Launch launch = Launch.of("java" + version, JavaRuntime.of(version))
                        .options("-Xmn16m")
                        .work("cpu=0.2", "alloc=16", "keep=2", "native=1");
                jvms.put(version, SplitJvm.start(launch, workspace, ends));
            } catch (TestAbortedException e) {
                missing.put(version, e);
            }
        }
        return jvms;
    }

    @AfterAll
    void stopAll() throws Exception {
        ends.run();
    }

    @ParameterizedTest(name = "Java {0}")
    @ValueSource(ints = {8, 11, 17, 21, 25})
    void everyProfileSaysWhatTheProgramDid(int version) throws Exception {
        Stretch stretch = stretches.get(version);
        if (stretch == null) {
            throw missing.getOrDefault(version, new TestAbortedException("it was not started"));
        }
        SplitJvm jvm = stretch.jvm();
        JvmStatus status = product.jvm(jvm.pid());
        assertTrue(status.isProfiled(), () -> "it isn't profiled: " + status);
        // HotSpot 8 has no events of allocation; async-profiler finds its functions by debug symbols, which a JRE
        // lacks.
        boolean allocations = version > 8;
        List<Comparison> rows = rows(stretch, allocations);
        System.out.printf("%nJava %d, %d s, profiled and counted: %s%n", version, WATCHED / 1000, status);
        rows.forEach(row -> System.out.println(row.row()));
        assertEquals(List.of(), rows.stream().filter(row -> !row.holds()).toList());
        assertTrue(allocations || status.message().contains("alloc"), () -> "no word about alloc: " + status);
        assertEquals("", jvm.printed(), "in the program's own output");
    }

    private List<Comparison> rows(Stretch stretch, boolean allocations) throws Exception {
        List<Comparison> rows = new ArrayList<>(stretch.cpu());
        rows.addAll(stretch.wall());
        rows.addAll(stretch.locks());
        rows.addAll(stretch.nativeMemory());
        if (allocations) {
            rows.addAll(stretch.allocations());
            rows.addAll(stretch.live());
        }
        return rows;
    }
}
