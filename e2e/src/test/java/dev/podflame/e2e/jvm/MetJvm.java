package dev.podflame.e2e.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.e2e.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What the agent made of one case.
///
/// @param before files of a profiler's that were there before
record MetJvm(MatrixCase kind, JvmStatus status, Stretch stretch, Set<String> before) {
    /// Three standard deviations of the 70 samples that the smaller part has in two minutes at a fourth of the rate.
    private static final double FEWER = 0.3;

    /// What the profiles of its engine say.
    ///
    /// @param atEnd what the agent said of it then
    List<Comparison> rows(JvmStatus atEnd) throws Exception {
        if (!kind.isProfiled()) {
            return stretch.cpuByFewSamples();
        }
        List<Comparison> rows = new ArrayList<>(stretch.cpu(atEnd.moreSeldom() > 1 ? FEWER : Comparison.TEN_PERCENT));
        rows.addAll(stretch.locks());
        if (kind.java() > 8) {
            rows.addAll(stretch.allocations());
        }
        return rows;
    }

    void livesOnWithNothingLeft() throws Exception {
        SplitJvm jvm = stretch.jvm();
        assertTrue(jvm.process().isAlive(), jvm.name() + " has ended");
        long last = jvm.now().millis();
        Waiting.until(
                Duration.ofSeconds(10), "it works no more", () -> jvm.now().millis() > last);
        assertEquals("", jvm.printed(), "in the program's own output");
        Set<String> left = new TreeSet<>(new Leftovers(jvm.pid()).find());
        left.removeAll(before);
        assertEquals(Set.of(), left, "left behind");
    }
}
