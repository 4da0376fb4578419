package dev.podflame.collector.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.collector.query.ThreadSums.Named;
import dev.podflame.profile.MergedProfile;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LevelAverageTest {
    @Test
    void whatDividesEvenlyIsExact() {
        MergedProfile sums = ThreadFramesTest.profile("main;a 120", "main;b 60");

        assertEquals(Map.of("main;a", 2L, "main;b", 1L), ThreadFramesTest.folded(LevelAverage.of(sums, 60)));
        assertEquals(ThreadFramesTest.folded(sums), ThreadFramesTest.folded(LevelAverage.of(sums, 1)));
    }

    @Test
    void manySmallStacksAreNotRoundedAwayNorAllUp() {
        String[] stacks = new String[2000];
        for (int i = 0; i < stacks.length; i++) {
            stacks[i] = (i < 1000 ? "main;often;f" : "main;seldom;f") + i + (i < 1000 ? " 4" : " 3");
        }

        Map<String, Long> nodes = nodes(LevelAverage.of(ThreadFramesTest.profile(stacks), 10));

        assertEquals(700, nodes.get("main"));
        assertEquals(400, nodes.get("main;often"));
        assertEquals(300, nodes.get("main;seldom"));
    }

    @Property
    void everyNodeIsLessThanAUnitOffAndTheTotalIsRoundedDown(
            @ForAll("profiles") List<String> stacks, @ForAll @IntRange(min = 1, max = 1500) int minutes) {
        MergedProfile sums = ThreadFramesTest.profile(stacks.toArray(String[]::new));

        MergedProfile averages = LevelAverage.of(sums, minutes);

        assertEquals(sums.total() / minutes, averages.total());
        Map<String, Long> averageNodes = nodes(averages);
        nodes(sums).forEach((path, sum) -> {
            long difference = averageNodes.getOrDefault(path, 0L) * minutes - sum;
            assertTrue(Math.abs(difference) < minutes, path + " is " + difference + "/" + minutes + " off");
        });
        for (long value : averages.values()) {
            assertTrue(value > 0, "a stack that weighs nothing");
        }
    }

    @Property
    void namedSumsAddUpToTheSameTotal(
            @ForAll List<@IntRange(max = 5000) Integer> values, @ForAll @IntRange(min = 1, max = 60) int minutes) {
        List<Named> sums = values.stream().map(value -> new Named("t", value)).toList();
        long sum = sums.stream().mapToLong(Named::value).sum();

        List<Named> averages = LevelAverage.of(sums, minutes);

        assertEquals(sum / minutes, averages.stream().mapToLong(Named::value).sum());
        assertEquals(sums.size(), averages.size());
    }

    @Test
    void noMinutesMakeNoAverage() {
        MergedProfile sums = ThreadFramesTest.profile("main 1");
        assertThrows(IllegalArgumentException.class, () -> LevelAverage.of(sums, 0));
    }

    @Provide
    Arbitrary<List<String>> profiles() {
        Arbitrary<String> code =
                Arbitraries.of("f", "g", "h").list().ofMaxSize(5).map(names -> String.join(";", names));
        Arbitrary<Long> value = Arbitraries.longs().between(0, 10_000);
        return code.flatMap(c -> value.map(v -> c + " " + v)).list().ofMaxSize(60);
    }

    /// Weight of each node of the tree, by its path.
    private static Map<String, Long> nodes(MergedProfile profile) {
        Map<String, Long> nodes = new TreeMap<>();
        ThreadFramesTest.folded(profile).forEach((path, value) -> {
            nodes.merge("", value, Long::sum);
            for (int end = path.indexOf(';'); end >= 0; end = path.indexOf(';', end + 1)) {
                nodes.merge(path.substring(0, end), value, Long::sum);
            }
            if (!path.isEmpty()) {
                nodes.merge(path, value, Long::sum);
            }
        });
        return nodes;
    }
}
