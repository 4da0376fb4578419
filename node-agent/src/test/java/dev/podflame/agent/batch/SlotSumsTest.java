package dev.podflame.agent.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SlotSumsTest {
    private record Place(int stack, int slot) {}

    @Property(tries = 200)
    void sumsAreThoseOfAMap(@ForAll @Size(max = 2000) List<@IntRange(max = 700) Integer> stacks) {
        SlotSums sums = new SlotSums();
        Map<Place, Long> expected = new HashMap<>();
        for (int stack : stacks) {
            int slot = stack * 7 % 500;
            sums.add(stack, slot, stack + 1L);
            expected.merge(new Place(stack, slot), stack + 1L, Long::sum);
        }
        Map<Place, Long> found = new HashMap<>();
        sums.forEach((stack, slot, sum) -> found.put(new Place(stack, slot), sum));
        assertEquals(expected, found);
        assertEquals(expected.size(), sums.size());
    }

    @Test
    void theSumsOfAStackFollowEachOtherInTheOrderOfTime() {
        SlotSums sums = new SlotSums();
        sums.add(2, 499, 1);
        sums.add(1, 30, 1);
        sums.add(2, 0, 1);
        sums.add(1, 4, 1);
        List<Place> order = new ArrayList<>();
        sums.forEach((stack, slot, sum) -> order.add(new Place(stack, slot)));
        assertEquals(List.of(new Place(1, 4), new Place(1, 30), new Place(2, 0), new Place(2, 499)), order);
    }

    @Test
    void aSumThatWouldOverflowStaysAtTheLargestNumber() {
        SlotSums sums = new SlotSums();
        sums.add(7, 3, Long.MAX_VALUE);
        sums.add(7, 3, 5);
        sums.forEach((stack, slot, sum) -> assertEquals(Long.MAX_VALUE, sum));
    }
}
