package dev.podflame.collector.flamegraph;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.query.LevelAverage;
import dev.podflame.collector.query.ThreadFrames;
import dev.podflame.collector.query.ThreadSums;
import dev.podflame.collector.query.ThreadView;
import dev.podflame.profile.MergedProfile;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// Prints what the stages cost on the tree of a large service, as CPU time of the thread, which a busy machine doesn't
/// blur. Fails only when far off: figures depend on the machine.
class FlameGraphSpeedTest {
    private static final int TIMES = 40;

    private interface Stage {
        void run();
    }

    @Test
    void aLargeServiceIsBuiltPrunedAndWrittenInMilliseconds() {
        MergedProfile profile = Stacks.large(20_000, 62_000, 7);
        FlameGraphHeader header = new FlameGraphHeader("shop/checkout", profile.type(), 0, 3_600_000, 0);
        FlameGraph graph = FlameGraphBuilder.build(profile);
        FlameGraph pruned = FlameGraphPruner.prune(graph, 50_000);

        double withoutThreads = cpuMillis(() -> ThreadFrames.apply(profile, ThreadView.NONE));
        System.out.printf("looking for threads where there are none: %.2f ms%n", withoutThreads);
        MergedProfile threaded = Stacks.withThreads(profile, 40);
        print("taking 40 threads with two states off", () -> ThreadFrames.apply(threaded, ThreadView.NONE));
        print("average of 60 minutes", () -> LevelAverage.of(profile, 60));
        double build = cpuMillis(() -> FlameGraphBuilder.build(profile));
        System.out.printf("tree of %,d nodes from 20,000 stacks: %.1f ms%n", graph.size(), build);
        print("prune to 50,000", () -> FlameGraphPruner.prune(graph, 50_000));
        print("JSON of 50,000 nodes", () -> write(header, pruned));
        print("JSON of all nodes", () -> write(header, graph));
        print("SVG", () -> SvgWriter.write(header, graph, SvgOptions.DEFAULT));
        print("function table", () -> FunctionTable.of(graph).find("method12", FunctionTable.Sort.SELF, 100));

        assertTrue(graph.size() > 150_000 && graph.size() < 250_000, graph.size() + " nodes");
        assertTrue(withoutThreads < 10, "looking for threads takes " + withoutThreads + " ms");
        assertTrue(build < 1000, "build takes " + build + " ms");
    }

    private static void write(FlameGraphHeader header, FlameGraph graph) {
        JsonWriter.write(header, graph, ThreadSums.NONE, OutputStream.nullOutputStream());
    }

    private static void print(String what, Stage stage) {
        System.out.printf("%s: %.1f ms%n", what, cpuMillis(stage));
    }

    /// Median of the second half of the runs, when the code is compiled.
    private static double cpuMillis(Stage stage) {
        double[] millis = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            stage.run();
            millis[i] = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e6;
        }
        double[] warm = Arrays.copyOfRange(millis, TIMES / 2, TIMES);
        Arrays.sort(warm);
        return warm[warm.length / 2];
    }
}
