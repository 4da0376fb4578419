package dev.podflame.collector.flamegraph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.podflame.profile.MergedProfile;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class FunctionTableTest {
    @Test
    void recursionCountsOnceInTheTotal() {
        assertEquals(List.of("b 6 8", "a 3 8"), rows(Stacks.of("a;b;b 5", "a 1", "a;b;a 2", "b 1"), "", 10));
    }

    @Test
    void theSearchIgnoresCaseAndTheCountTellsHowManyThereAre() {
        MergedProfile profile = Stacks.of("Main;HashMap.resize 5", "Main;hashCode 3", "Main;other 9");
        FunctionTable table = FunctionTable.of(FlameGraphBuilder.build(profile));

        FunctionTable.Found found = table.find("HASH", FunctionTable.Sort.SELF, 1);

        assertEquals(2, found.count());
        assertEquals("HashMap.resize", found.rows().getFirst().function().name());
    }

    @Property
    void theTableAgreesWithACountOverTheStacks(@ForAll("profiles") MergedProfile profile) {
        Map<String, long[]> expected = new HashMap<>();
        for (int i = 0; i < profile.values().length; i++) {
            int[] stack = profile.stacks().get(i);
            long value = profile.values()[i];
            Set<String> seen = new HashSet<>();
            for (int d = 0; d < stack.length && value > 0; d++) {
                String name = profile.frames().get(stack[d]).name();
                long[] weights = expected.computeIfAbsent(name, _ -> new long[2]);
                weights[0] += d == stack.length - 1 ? value : 0;
                weights[1] += seen.add(name) ? value : 0;
            }
        }

        Map<String, String> actual = new HashMap<>();
        FunctionTable.of(FlameGraphBuilder.build(profile))
                .find("", FunctionTable.Sort.TOTAL, 100)
                .rows()
                .forEach(row -> actual.put(row.function().name(), row.self() + " " + row.total()));
        Map<String, String> wanted = new HashMap<>();
        expected.forEach((name, weights) -> wanted.put(name, weights[0] + " " + weights[1]));
        assertEquals(wanted, actual);
    }

    @Provide
    Arbitrary<MergedProfile> profiles() {
        return Stacks.any();
    }

    private static List<String> rows(MergedProfile profile, String text, int limit) {
        return FunctionTable.of(FlameGraphBuilder.build(profile))
                .find(text, FunctionTable.Sort.SELF, limit)
                .rows()
                .stream()
                .map(row -> row.function().name() + " " + row.self() + " " + row.total())
                .toList();
    }
}
