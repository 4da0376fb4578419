package dev.podflame.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void numbersKeepTheDigitsThatMeanSomething() {
        assertEquals("0.12", Figures.number(0.1234));
        assertEquals("12.3", Figures.number(12.34));
        assertEquals("1,234", Figures.number(1234.4));
        assertEquals("-0.50", Figures.number(-0.5));
    }

    @Test
    void unitsAndRatiosAreWrittenOut() {
        assertEquals("8,640,000", Figures.count(8_640_000));
        assertEquals("3.82 B", Figures.bytesPer(382, 100));
        assertEquals("none", Figures.bytesPer(0, 0));
        assertEquals("1.50 MiB", Figures.mebibytes(3 << 19));
        assertEquals("0.98 %", Figures.percent(0.0098));
        assertEquals("0.25×", Figures.ratio(1, 4));
        assertEquals("", Figures.ratio(1, 0));
    }

    @Test
    void theMedianIsTheMiddleWhateverTheOrder() {
        assertEquals(2, Figures.median(3, 1, 2));
        assertEquals(2.5, Figures.median(4, 1, 3, 2));
    }
}
