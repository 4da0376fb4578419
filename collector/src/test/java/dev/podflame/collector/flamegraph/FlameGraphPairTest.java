package dev.podflame.collector.flamegraph;

import static dev.podflame.collector.flamegraph.GraphChecks.assertSumsAreExact;
import static dev.podflame.collector.flamegraph.GraphChecks.text;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.profile.MergedProfile;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FlameGraphPairTest {

    @Test
    void whatOnlyOneSideHasWeighsNothingOnTheOther() {
        FlameGraphPair pair = pair(Stacks.of("main;a;gone 5", "main;b 2"), Stacks.of("main;a 1", "main;b 3", "new 4"));
        assertEquals("""
                all 0 7
                 main 0 7
                  a 0 5
                   gone 5 5
                  b 2 2
                 new 0 0
                """, text(pair.before()));
        assertEquals("""
                all 0 8
                 main 0 4
                  a 1 1
                   gone 0 0
                  b 3 3
                 new 4 4
                """, text(pair.after()));
    }

    @Test
    void graphsWithOtherNodesAreNoPair() {
        FlameGraph one = FlameGraphBuilder.build(Stacks.of("a 1"));
        FlameGraph other = FlameGraphBuilder.build(Stacks.of("b 1"));
        assertThrows(IllegalArgumentException.class, () -> new FlameGraphPair(one, other));
    }

    @Test
    void aSideWithManyMoreSamplesLeavesRoomForTheOther() {
        FlameGraphPair pruned = pair(Stacks.of("x 1", "y 1"), Stacks.of("a 1000", "b 1000", "c 1000", "d 1000"))
                .prune(3);
        assertTrue(pruned.before().functions().stream().anyMatch(f -> f.name().equals("x")), text(pruned.before()));
    }

    @Test
    void theDivisorIsWhatOneSampleWeighsOnceStacksDiffer() {
        FlameGraph graph = FlameGraphBuilder.build(Stacks.of("a;b 21", "a;c 35", "a 70", "d 0"));
        assertEquals(7, graph.divisor());
        assertEquals(3, graph.stacks());
        FlameGraph empty = FlameGraphBuilder.build(Stacks.of("a 0"));
        assertEquals(0, empty.divisor());
        assertEquals(0, empty.stacks());
    }

    @Property
    void theDivisorDividesEveryStack(@ForAll("profiles") MergedProfile profile) {
        FlameGraph graph = FlameGraphBuilder.build(profile);
        long divisor = graph.divisor();
        assertEquals(graph.total() == 0, divisor == 0);
        for (int node = 0; node < graph.size(); node++) {
            assertEquals(0, divisor == 0 ? graph.self(node) : graph.self(node) % divisor);
        }
    }

    @Property
    void eachSideKeepsItsGraph(@ForAll("profiles") MergedProfile before, @ForAll("profiles") MergedProfile after) {
        FlameGraphPair pair = pair(before, after);
        assertSumsAreExact(pair.before());
        assertSumsAreExact(pair.after());
        assertEquals(text(FlameGraphBuilder.build(before)), weighing(pair.before()));
        assertEquals(text(FlameGraphBuilder.build(after)), weighing(pair.after()));
    }

    @Property
    void swappedSidesAreTheSamePairSwapped(
            @ForAll("profiles") MergedProfile before, @ForAll("profiles") MergedProfile after) {
        FlameGraphPair pair = pair(before, after);
        FlameGraphPair swapped = pair(after, before);
        assertEquals(text(pair.before()), text(swapped.after()));
        assertEquals(text(pair.after()), text(swapped.before()));
        List<DiffTable.Row> rows = DiffTable.of(pair, 1000);
        List<DiffTable.Row> opposite = DiffTable.of(swapped, 1000).stream()
                .map(row -> new DiffTable.Row(
                        row.function(), row.selfAfter(), row.totalAfter(), row.selfBefore(), row.totalBefore()))
                .toList();
        assertEquals(rows, opposite);
    }

    @Property
    void againstItselfNothingHasChanged(@ForAll("profiles") MergedProfile profile) {
        FlameGraphPair pair = pair(profile, profile);
        assertArrayEquals(pair.before().values(), pair.after().values());
        assertArrayEquals(pair.before().selfs(), pair.after().selfs());
        assertTrue(DiffTable.of(pair, 1000).stream()
                .allMatch(row -> row.selfBefore() == row.selfAfter() && row.totalBefore() == row.totalAfter()));
    }

    @Property
    void aPrunedPairIsStillOneAndItsSumsAreExact(
            @ForAll("profiles") MergedProfile before,
            @ForAll("profiles") MergedProfile after,
            @ForAll @IntRange(min = 1, max = 80) int keep) {
        FlameGraphPair pair = pair(before, after);
        FlameGraphPair pruned = pair.prune(keep);
        assertSumsAreExact(pruned.before());
        assertSumsAreExact(pruned.after());
        assertEquals(pair.before().total(), pruned.before().total());
        assertEquals(pair.after().total(), pruned.after().total());
        assertTrue(pruned.after().size() <= Math.max(2 * keep, pair.after().size()));
    }

    @Property
    void pruningDoesNotCareWhichSideIsWhich(
            @ForAll("profiles") MergedProfile before,
            @ForAll("profiles") MergedProfile after,
            @ForAll @IntRange(min = 1, max = 80) int keep) {
        FlameGraphPair pruned = pair(before, after).prune(keep);
        FlameGraphPair swapped = pair(after, before).prune(keep);
        assertEquals(text(pruned.before()), text(swapped.after()));
        assertEquals(text(pruned.after()), text(swapped.before()));
    }

    @Property
    void againstItselfNothingHasChangedHoweverMuchIsPruned(
            @ForAll("profiles") MergedProfile profile, @ForAll @IntRange(min = 1, max = 80) int keep) {
        FlameGraphPair pruned = pair(profile, profile).prune(keep);
        assertArrayEquals(pruned.before().values(), pruned.after().values());
        assertArrayEquals(pruned.before().selfs(), pruned.after().selfs());
    }

    private static FlameGraphPair pair(MergedProfile before, MergedProfile after) {
        return FlameGraphPair.align(FlameGraphBuilder.build(before), FlameGraphBuilder.build(after));
    }

    /// The text of the nodes that weigh something; the root stays.
    private static String weighing(FlameGraph graph) {
        String[] lines = text(graph).split("\n", -1);
        StringBuilder text = new StringBuilder();
        for (int node = 0; node < graph.size(); node++) {
            if (node == 0 || graph.value(node) > 0) {
                text.append(lines[node]).append('\n');
            }
        }
        return text.toString();
    }

    @Provide
    Arbitrary<MergedProfile> profiles() {
        return Stacks.any();
    }
}
