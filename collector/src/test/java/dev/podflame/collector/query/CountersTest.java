package dev.podflame.collector.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CountersTest {
    private static final Steps STEPS = new Steps(1000, 10, 6);

    @Test
    void growthBetweenReadingsIsSpreadOverTheStepsBetween() {
        Counters counters = new Counters(STEPS);

        reading(counters, "a", 1005, 100);
        reading(counters, "a", 1025, 110);

        assertEquals(2.5, counters.growth(0), 1e-9);
        assertEquals(5.0, counters.growth(1), 1e-9);
        assertEquals(2.5, counters.growth(2), 1e-9);
        assertEquals(0.5, counters.perSecond(1), 1e-9);
    }

    @Test
    void aSmallerReadingMeansThatTheCounterBeganAnew() {
        Counters counters = new Counters(STEPS);

        reading(counters, "a", 1000, 100);
        reading(counters, "a", 1010, 3);

        assertEquals(0.3, counters.perSecond(0), 1e-9);
    }

    @Test
    void readingsFarApartAreAGapNotAGuess() {
        Counters counters = new Counters(STEPS);

        reading(counters, "a", 1000, 100);
        reading(counters, "a", 1050, 200);

        assertTrue(Double.isNaN(counters.perSecond(2)));
        assertTrue(counters.isEmpty());
    }

    @Test
    void theStepOfTheNewestReadingCountsUpToThatReading() {
        Counters counters = new Counters(STEPS);

        reading(counters, "a", 1000, 0);
        reading(counters, "a", 1010, 10);
        reading(counters, "a", 1018, 18);

        assertEquals(1.0, counters.perSecond(0), 1e-9);
        assertEquals(1.0, counters.perSecond(1), 1e-9);
        assertTrue(Double.isNaN(counters.perSecond(2)));
    }

    @Test
    void aProcessThatEndedEarlyWeighsWhatItUsed() {
        Counters counters = new Counters(STEPS);

        reading(counters, "short", 1010, 0);
        reading(counters, "short", 1012, 2);
        for (int t = 1000; t <= 1060; t += 10) {
            reading(counters, "steady", t, t - 1000.0);
        }

        assertEquals(1.2, counters.perSecond(1), 1e-9);
        assertEquals(1.0, counters.perSecond(2), 1e-9);
    }

    @Property
    void whateverTheTimesOfTheReadingsTheSumIsTheGrowth(@ForAll long seed) {
        Random random = new Random(seed);
        Counters counters = new Counters(STEPS);
        double value = random.nextInt(1000);
        double first = value;
        for (long time = 1000; time <= 1060; time += 1 + random.nextInt(20)) {
            reading(counters, "a", time, value);
            value += random.nextInt(50);
            if (time == 1060) {
                break;
            }
        }
        double sum = 0;
        for (int i = 0; i < STEPS.count(); i++) {
            sum += counters.growth(i);
        }
        assertTrue(sum <= value - first + 1e-6);
        assertEquals(lastValue - first, sum, 1e-6);
    }

    private double lastValue;

    private void reading(Counters counters, String counter, long time, double value) {
        lastValue = value;
        counters.add(counter, time, value, time, value, 0);
    }
}
