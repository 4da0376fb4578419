package dev.podflame.collector.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

/// Three steps of a minute, readings every ten seconds.
class GaugeTest {
    private static final double NONE = Double.NaN;

    private final Gauge gauge = new Gauge(new Steps(6000, 60, 3));

    @Test
    void ownersAddUp() {
        reads(1, 100, -60, 180);
        reads(2, 10, -60, 180);

        values(110, 110, 110);
    }

    @Test
    void aRestartIsNotTwiceAsMuch() {
        reads(1, 100, -60, 90);
        reads(2, 100, 90, 180);

        values(100, 100, 100);
    }

    @Test
    void whatIsReplacedCountsForItsPartOfTheStep() {
        reads(1, 100, -60, 80);
        reads(2, 300, 80, 180);

        values(100, 100 / 3.0 + 200, 300);
    }

    @Test
    void whatBeginsOrEndsAloneIsWhatItWas() {
        reads(1, 100, 90, 120);

        values(NONE, 100, NONE);
    }

    @Test
    void theNewestStepIsWholeThoughItsReadingsHaveNotAllCome() {
        reads(1, 100, -60, 140);
        reads(2, 10, -60, 150);

        values(110, 110, 110);
    }

    @Test
    void nothingIsKnownOfNothing() {
        values(NONE, NONE, NONE);
    }

    /// Readings from a time to another, after the first step's begin, as they come summed up by step.
    private void reads(long owner, double amount, int from, int to) {
        for (int step = Math.floorDiv(from, 60); step * 60 < to; step++) {
            long first = Math.max(from, step * 60) + 5L;
            long last = Math.min(to, step * 60 + 60) - 5L;
            gauge.add(owner, step, 6000 + first, 6000 + last, amount);
        }
    }

    private void values(double... expected) {
        assertArrayEquals(expected, gauge.values(), 1e-9);
    }
}
