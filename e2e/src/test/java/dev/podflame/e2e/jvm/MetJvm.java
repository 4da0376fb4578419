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
    /// That the smaller part has in three minutes at 49 Hz.
    private static final double SAMPLES = 315;

    /// What the profiles of its engine say.
    ///
    /// @param atEnd what the agent said of it then
    List<Comparison> rows(JvmStatus atEnd) throws Exception {
        if (!kind.isProfiled()) {
            return stretch.cpuByFewSamples();
        }
        List<Comparison> rows = new ArrayList<>(stretch.cpu(tolerance(atEnd.moreSeldom())));
        rows.addAll(stretch.locks());
        if (kind.java() > 8) {
            rows.addAll(stretch.allocations());
        }
        return rows;
    }

    /// Three standard deviations of so few samples where the agent looks more seldom than it was asked to.
    private static double tolerance(int moreSeldom) {
        return moreSeldom > 1 ? 3 / Math.sqrt(SAMPLES / moreSeldom) : Comparison.TEN_PERCENT;
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
