package dev.podflame.collector.flamegraph;

import static dev.podflame.collector.flamegraph.GraphChecks.assertSumsAreExact;
import static dev.podflame.collector.flamegraph.GraphChecks.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import dev.podflame.profile.MergedProfile;
import dev.podflame.profile.ProfileType;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FlameGraphBuilderTest {
    @Test
    void stacksWithTheSameBeginningShareTheirNodes() {
        FlameGraph graph = FlameGraphBuilder.build(Stacks.of("main;b;d 5", "main;a 2", "main;b 1", "main;b;c 4"));

        assertEquals("""
                all 0 12
                 main 0 12
                  a 2 2
                  b 1 10
                   c 4 4
                   d 5 5
                """, text(graph));
    }

    @Test
    void nothingIsARootThatWeighsNothing() {
        assertEquals("all 0 0\n", text(FlameGraphBuilder.build(Stacks.of())));
    }

    @Test
    void anEmptyStackWeighsOnTheRoot() {
        assertEquals("all 7 9\n a 2 2\n", text(FlameGraphBuilder.build(Stacks.of(" 7", "a 2"))));
    }

    @Test
    void framesThatDifferInTheLineAreOneFunction() {
        List<Frame> frames = List.of(
                new Frame("f", "f.py", 10, "", FrameKind.PYTHON),
                new Frame("f", "f.py", 20, "", FrameKind.PYTHON),
                new Frame("f", "g.py", 20, "", FrameKind.PYTHON));
        List<int[]> stacks = List.of(new int[] {0}, new int[] {1}, new int[] {2});

        FlameGraph graph =
                FlameGraphBuilder.build(new MergedProfile(ProfileType.CPU, 0, 1, frames, stacks, new long[] {1, 2, 4}));

        assertEquals("all 0 7\n f 3 3\n f 4 4\n", text(graph));
    }

    @Test
    void aFunctionNamedLikeTheRootIsAFunction() {
        FlameGraph graph = FlameGraphBuilder.build(new MergedProfile(
                ProfileType.CPU,
                0,
                1,
                List.of(Frame.of("all", "", FrameKind.UNKNOWN)),
                List.of(new int[] {0}),
                new long[] {3}));

        assertEquals("all 0 3\n all 3 3\n", text(graph));
        assertEquals(
                1, FunctionTable.of(graph).find("", FunctionTable.Sort.SELF, 9).count());
    }

    @Test
    void aTotalTooLargeForItsTypeIsAnErrorNotAWrongNumber() {
        MergedProfile profile = Stacks.of("a " + Long.MAX_VALUE, "b 1");

        assertThrows(ArithmeticException.class, () -> FlameGraphBuilder.build(profile));
    }

    @Property
    void sumsAreExact(@ForAll("profiles") MergedProfile profile) {
        FlameGraph graph = FlameGraphBuilder.build(profile);

        assertSumsAreExact(graph);
        assertEquals(profile.total(), graph.total());
        assertEquals(distinctPrefixes(profile) + 1, graph.size());
    }

    @Property
    void theOrderOfTheStacksDoesNotMatter(@ForAll("profiles") MergedProfile profile, @ForAll long seed) {
        FlameGraph graph = FlameGraphBuilder.build(profile);
        FlameGraph other = FlameGraphBuilder.build(Stacks.shuffled(profile, new Random(seed)));

        assertEquals(text(graph), text(other));
    }

    @Provide
    Arbitrary<MergedProfile> profiles() {
        return Stacks.any();
    }

    private static int distinctPrefixes(MergedProfile profile) {
        Set<List<String>> prefixes = new HashSet<>();
        for (int i = 0; i < profile.values().length; i++) {
            if (profile.values()[i] > 0) {
                List<String> names = new java.util.ArrayList<>();
                for (int frame : profile.stacks().get(i)) {
                    names.add(profile.frames().get(frame).name());
                    prefixes.add(List.copyOf(names));
                }
            }
        }
        return prefixes.size();
    }
}
