package dev.podflame.agent.sample.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class WholeNumbersTest {

    @Test
    void fractionsAddUp() {
        WholeNumbers numbers = new WholeNumbers();
        long sum = 0;
        for (int i = 0; i < 362; i++) {
            sum += numbers.next(1.65);
        }
        assertEquals(362 * 1.65, (double) sum, 0.5);
    }

    @Test
    void noneIsLostAndTheSumIsNeverOffByMoreThanOne() {
        Random random = new Random(1);
        WholeNumbers numbers = new WholeNumbers();
        double exact = 0;
        long sum = 0;
        for (int i = 0; i < 100_000; i++) {
            double value = 1 + random.nextDouble() * random.nextInt(1, 1000);
            exact += value;
            long whole = numbers.next(value);
            assertTrue(whole >= 1);
            sum += whole;
            assertEquals(exact, (double) sum, 1);
        }
    }
}
