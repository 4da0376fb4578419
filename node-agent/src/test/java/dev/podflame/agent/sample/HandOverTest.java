package dev.podflame.agent.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.process.ProcessKey;
import dev.podflame.agent.sample.HandOver.Verdict;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class HandOverTest {
    private static final ProcessKey JVM = new ProcessKey(41, 6_000);
    private final HandOver handOver = new HandOver();

    @Test
    void timeBeforeTheSessionIsFreeAndTimeInItWaitsForItsWindow() {
        handOver.begin(JVM, 100);
        assertEquals(Verdict.FREE, handOver.verdict(JVM, 99));
        assertEquals(Verdict.OPEN, handOver.verdict(JVM, 100));
        handOver.read(JVM, 103, 200);
        assertEquals(Verdict.FREE, handOver.verdict(JVM, 101), "before the timers ran");
        assertEquals(Verdict.COUNTED, handOver.verdict(JVM, 103));
        assertEquals(Verdict.OPEN, handOver.verdict(JVM, 200), "the end belongs to the next window");
    }

    @Test
    void aLostWindowIsFreeAndLaterOnesAreNot() {
        handOver.begin(JVM, 100);
        handOver.lost(JVM, 200);
        handOver.read(JVM, 200, 300);
        assertEquals(Verdict.FREE, handOver.verdict(JVM, 150));
        assertEquals(Verdict.COUNTED, handOver.verdict(JVM, 250));
    }

    @Test
    void afterTheSessionAllThatWasNotReadIsFree() {
        handOver.begin(JVM, 100);
        handOver.read(JVM, 100, 200);
        handOver.end(JVM, 260);
        assertEquals(Verdict.COUNTED, handOver.verdict(JVM, 150));
        assertEquals(Verdict.FREE, handOver.verdict(JVM, 250));
        assertEquals(Verdict.FREE, handOver.verdict(JVM, 300));
    }

    @Test
    void aSessionIsForgottenWhenNothingOfItsTimeCanBeUnderWay() {
        handOver.begin(JVM, 100);
        handOver.end(JVM, 200);
        assertTrue(handOver.knows(JVM));
        handOver.end(new ProcessKey(1, 1), 200 + Duration.ofMinutes(2).toNanos());
        assertFalse(handOver.knows(JVM));
        assertEquals(Verdict.FREE, handOver.verdict(JVM, 150));
    }

    @Test
    void anotherProcessWithThePidIsAnother() {
        handOver.begin(JVM, 100);
        assertEquals(Verdict.FREE, handOver.verdict(new ProcessKey(41, 7_000), 150));
    }

    /// Whatever becomes of windows: at the end every moment is counted by exactly one engine, and what was decided once
    /// stays so.
    @Property(tries = 300)
    void everyMomentHasOneOwnerInTheEnd(@ForAll @Size(max = 20) List<@IntRange(max = 2) Integer> windows) {
        ProcessKey jvm = new ProcessKey(42, 1);
        HandOver each = new HandOver();
        Verdict[] seen = new Verdict[windows.size() * 10 + 20];
        each.begin(jvm, 0);
        for (int i = 0; i < windows.size(); i++) {
            long start = i * 10L;
            if (windows.get(i) == 0) {
                each.read(jvm, start, start + 10);
            } else if (windows.get(i) == 1) {
                each.lost(jvm, start + 10);
            } else {
                // A restart: five units of the window were recorded.
                each.read(jvm, start, start + 5);
                each.begin(jvm, start + 10);
            }
            note(each, jvm, seen);
        }
        each.end(jvm, windows.size() * 10L);
        note(each, jvm, seen);
        for (int t = 0; t < windows.size() * 10; t++) {
            int kind = windows.get(t / 10);
            Verdict expected = kind == 0 || (kind == 2 && t % 10 < 5) ? Verdict.COUNTED : Verdict.FREE;
            assertEquals(expected, seen[t], "at " + t);
        }
    }

    private static void note(HandOver handOver, ProcessKey jvm, Verdict[] seen) {
        for (int t = 0; t < seen.length; t++) {
            Verdict now = handOver.verdict(jvm, t);
            assertTrue(seen[t] == null || seen[t] == Verdict.OPEN || seen[t] == now, "changed at " + t);
            seen[t] = now;
        }
    }
}
