package dev.podflame.e2e.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.e2e.Waiting;
import dev.podflame.e2e.jvm.SplitJvm.Launch;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A JVM's CPU goes from one engine to the other and back while its target is changed.
class HandOverE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final long BUCKET = TimeUnit.SECONDS.toMillis(10);
    private static final String EBPF = """
            java: {engine: ebpf}
            profiles: [{type: cpu, frequencyHz: 19}]
            """;
    private static final String ASYNC_PROFILER = """
            java: {engine: async-profiler}
            profiles: [{type: cpu, frequencyHz: 49}]
            """;

    private final Ends ends = new Ends();
    private Workspace workspace;
    private Product product;
    private SplitJvm jvm;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        workspace = Workspace.create(ends);
        Launch launch = Launch.of("moving", JavaRuntime.of(Runtime.version().feature()));
        jvm = SplitJvm.start(launch.work("cpu=0.7"), workspace, ends);
        jvm.awaitWork();
        product = Product.start(data, ends);
    }

    @AfterEach
    void stop() throws Exception {
        ends.run();
    }

    @Test
    void noSecondIsLostOrCountedTwiceWhenTheEngineChanges() throws Exception {
        product.profile(jvm.name(), EBPF);
        product.awaitSeen(jvm.name(), System.currentTimeMillis());
        long from = Waiting.nextBucket(System.currentTimeMillis());
        product.awaitSeen(jvm.name(), from + 2 * BUCKET);

        product.profile(jvm.name(), ASYNC_PROFILER);
        Waiting.until(
                PATIENCE,
                "async-profiler doesn't take over",
                () -> product.jvm(jvm.pid()).isProfiled());
        long middle = Waiting.nextBucket(System.currentTimeMillis());
        product.awaitSeen(jvm.name(), middle + 3 * BUCKET);

        product.profile(jvm.name(), EBPF);
        Waiting.until(
                PATIENCE,
                "eBPF doesn't take over",
                () -> !product.jvm(jvm.pid()).isProfiled());
        long to = Waiting.nextBucket(System.currentTimeMillis()) + 3 * BUCKET;
        product.awaitSeen(jvm.name(), to);

        List<Comparison> rows = buckets(from, to);
        rows.forEach(row -> System.out.println(row.row()));
        assertEquals(List.of(), rows.stream().filter(row -> !row.holds()).toList());
        List<Comparison> all = new Stretch(product, jvm, from, to).cpu();
        all.forEach(row -> System.out.println(row.row()));
        assertEquals(List.of(), all.stream().filter(row -> !row.holds()).toList());
        assertTrue(to - from >= 8 * BUCKET, "the test was too short to show anything");
    }

    /// eBPF takes about 130 samples in a bucket, so a third is chance there; a gap or a doubled second is neither.
    private List<Comparison> buckets(long from, long to) throws Exception {
        List<Comparison> rows = new ArrayList<>();
        for (long at = from; at < to; at += BUCKET) {
            Done done = jvm.between(at, at + BUCKET);
            SplitProfile cpu = SplitProfile.of(product.api(), jvm.name(), "cpu", at, at + BUCKET);
            long counted = done.count("seventyNanos") + done.count("thirtyNanos");
            long profiled = cpu.of("Cpu.seventy") + cpu.of("Cpu.thirty");
            rows.add(new Comparison("bucket " + (at - from) / BUCKET, profiled, counted, counted, 1 / 3.0));
        }
        return rows;
    }
}
