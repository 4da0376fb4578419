package dev.podflame.bench.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ProcessUsageTest {

    @Test
    void timesAndMemoryAreReadPastANameWithSpacesAndParentheses() {
        ProcessUsage usage = ProcessUsage.parse(
                "42 (a) (b c) S 1 42 42 0 -1 4194304 100 0 0 0 150 50 7 7 20 0 9 0 4711 1000 200 18446744073709551615\n",
                "Name:\ta\nVmHWM:\t   2048 kB\nVmRSS:\t   1024 kB\nThreads:\t9\n");
        assertEquals(new ProcessUsage("a) (b c", 2.0, 1 << 20, 2 << 20), usage);
    }

    @Test
    void aProcessWithoutMemoryHasNone() {
        ProcessUsage usage = ProcessUsage.parse("2 (kthreadd) S 0 0 0 0 -1 0 0 0 0 0 0 3 0 0 20 0 1 0 1 0 0\n", "");
        assertEquals(new ProcessUsage("kthreadd", 0.03, 0, 0), usage);
    }

    @Test
    void aProcessThatDoesNotExistHasNoUsage() {
        assertTrue(ProcessUsage.of(Integer.MAX_VALUE).isEmpty());
    }
}
