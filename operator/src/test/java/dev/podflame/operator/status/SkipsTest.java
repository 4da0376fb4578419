package dev.podflame.operator.status;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SkipsTest {
    private final Skips skips = new Skips();

    @Test
    void theMostFrequentReasonComesFirstAndThenTheAlphabet() {
        skips.add("OptedOut", "shop/a/app", "");
        skips.add("NotSampled", "shop/b/app", "");
        skips.add("EngineFailed", "shop/c/app", "");
        skips.add("EngineFailed", "shop/d/app", "");

        assertEquals(
                List.of("EngineFailed", "NotSampled", "OptedOut"),
                skips.shown().stream().map(skip -> skip.reason).toList());
        assertEquals(4, skips.count());
    }

    @Test
    void theExampleDoesNotDependOnTheOrder() {
        skips.add("OptedOut", "shop/b/app", "no");
        skips.add("OptedOut", "shop/a/app", "no");
        skips.add("OptedOut", "shop/c/app", "no");

        assertEquals("shop/a/app: no", skips.shown().getFirst().example);
    }

    @Test
    void onlyFiveReasonsAreShownAndAllAreCounted() {
        for (int i = 0; i < 8; i++) {
            skips.add("Reason" + i, "shop/a/app", "");
        }

        assertEquals(5, skips.shown().size());
        assertEquals(8, skips.count());
    }
}
