package dev.podflame.collector.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RecentIdsTest {
    @Test
    void idsThatDifferInTheLastBitOnlyAreTwo() {
        RecentIds ids = new RecentIds(10);
        ids.add(-2);
        assertTrue(ids.contains(-2));
        assertFalse(ids.contains(-1));
        ids.add(-1);
        assertTrue(ids.contains(-1));
    }

    @Test
    void theNewestHalfIsNeverForgotten() {
        RecentIds ids = new RecentIds(100);
        for (long i = 0; i < 10_000; i += 2) {
            ids.add(i);
            assertTrue(ids.contains(Math.max(0, i - 2 * 49)));
        }
        assertFalse(ids.contains(0));
    }

    @Property(tries = 100)
    void sumsAreThoseOfAMap(@ForAll List<@LongRange(min = 0, max = 300) Long> keys) {
        SumByKey sums = new SumByKey();
        Map<Long, Long> expected = new HashMap<>();
        for (long key : keys) {
            sums.add(key, key + 1);
            expected.merge(key, key + 1, Long::sum);
        }
        assertEquals(expected.size(), sums.size());
        expected.forEach((key, sum) -> assertEquals(sum, sums.get(key)));
    }
}
