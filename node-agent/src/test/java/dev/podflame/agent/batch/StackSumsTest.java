package dev.podflame.agent.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StackSumsTest {

    @Property(tries = 200)
    void sumsAreThoseOfAMap(@ForAll @Size(max = 2000) List<@IntRange(max = 700) Integer> stacks) {
        StackSums sums = new StackSums();
        Map<Integer, Long> expected = new HashMap<>();
        for (int stack : stacks) {
            sums.add(stack, stack + 1L);
            expected.merge(stack, stack + 1L, Long::sum);
        }
        Map<Integer, Long> found = new HashMap<>();
        sums.forEach(found::put);
        assertEquals(expected, found);
        assertEquals(expected.size(), sums.size());
    }

    @Test
    void aSumThatWouldOverflowStaysAtTheLargestNumber() {
        StackSums sums = new StackSums();
        sums.add(7, Long.MAX_VALUE);
        sums.add(7, 5);
        sums.forEach((stack, sum) -> assertEquals(Long.MAX_VALUE, sum));
    }
}
