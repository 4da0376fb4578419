package dev.podflame.collector.flamegraph;

import static dev.podflame.collector.flamegraph.GraphChecks.assertSumsAreExact;
import static dev.podflame.collector.flamegraph.GraphChecks.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.profile.MergedProfile;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FlameGraphPrunerTest {
    @Test
    void theLightestNodesBecomeOneChildWithTheirWeight() {
        FlameGraph graph = FlameGraphBuilder.build(
                Stacks.of("main;a;x 50", "main;a;y 3", "main;a;z 2", "main;b 4", "main;c;d 1", "main 10"));

        FlameGraph pruned = FlameGraphPruner.prune(graph, 4);

        assertEquals("""
                all 0 70
                 main 10 70
                  a 0 55
                   x 50 50
                   (other) 5 5
                  (other) 5 5
                """, text(pruned));
        assertEquals(9, pruned.nodes());
        assertEquals(5, pruned.pruned());
        assertEquals("pruned", pruned.functionOf(5).kind());
    }

    @Test
    void aLoneLeafKeepsItsNameBecauseReplacingItSavesNothing() {
        FlameGraph graph = FlameGraphBuilder.build(Stacks.of("main;b;x 50", "main;a 1"));

        FlameGraph pruned = FlameGraphPruner.prune(graph, 4);

        assertEquals("all 0 51\n main 0 51\n  a 1 1\n  b 0 50\n   x 50 50\n", text(pruned));
        assertEquals(0, pruned.pruned());
    }

    @Test
    void aGraphThatIsSmallEnoughStaysAsItIs() {
        FlameGraph graph = FlameGraphBuilder.build(Stacks.of("main;a 1", "main;b 2"));

        assertSame(graph, FlameGraphPruner.prune(graph, 4));
    }

    @Test
    void functionsWithoutANodeAreLeftOut() {
        FlameGraph graph = FlameGraphBuilder.build(Stacks.of("hot 100", "cold1;deep 1", "cold2 1"));

        FlameGraph pruned = FlameGraphPruner.prune(graph, 2);

        assertEquals(
                java.util.List.of("all", "hot", "(other)"),
                pruned.functions().stream().map(Function::name).toList());
    }

    @Property
    void everySumStaysExact(@ForAll("profiles") MergedProfile profile, @ForAll @IntRange(min = 1, max = 80) int keep) {
        FlameGraph graph = FlameGraphBuilder.build(profile);
        FlameGraph pruned = FlameGraphPruner.prune(graph, keep);

        assertSumsAreExact(pruned);
        assertEquals(graph.total(), pruned.total());
        assertEquals(graph.size(), pruned.nodes());
        int others = others(pruned);
        assertEquals(graph.size(), pruned.size() - others + pruned.pruned());
        assertTrue(pruned.size() <= Math.max(graph.size(), 0) && pruned.size() <= 2 * keep);
    }

    @Property
    void nothingHeavierThanWhatStaysIsCut(
            @ForAll("profiles") MergedProfile profile, @ForAll @IntRange(min = 1, max = 80) int keep) {
        FlameGraph graph = FlameGraphBuilder.build(profile);
        FlameGraph pruned = FlameGraphPruner.prune(graph, keep);

        long heaviestCut = 0;
        int cut = pruned.pruned();
        long[] sorted = graph.values().clone();
        java.util.Arrays.sort(sorted);
        if (cut > 0) {
            heaviestCut = sorted[Math.max(0, sorted.length - keep - 1)];
        }
        int heavierBefore = 0;
        for (long value : graph.values()) {
            heavierBefore += value > heaviestCut ? 1 : 0;
        }
        int heavierAfter = 0;
        for (int node = 0; node < pruned.size(); node++) {
            boolean real = !pruned.functionOf(node).equals(Function.OTHER);
            heavierAfter += real && pruned.value(node) > heaviestCut ? 1 : 0;
        }
        assertEquals(heavierBefore, heavierAfter);
        assertFalse(cut > 0 && others(pruned) == 0);
    }

    @Provide
    Arbitrary<MergedProfile> profiles() {
        return Stacks.any();
    }

    private static int others(FlameGraph graph) {
        int others = 0;
        for (int node = 0; node < graph.size(); node++) {
            others += graph.functionOf(node).equals(Function.OTHER) ? 1 : 0;
        }
        return others;
    }
}
