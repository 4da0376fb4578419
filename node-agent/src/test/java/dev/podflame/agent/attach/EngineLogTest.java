package dev.podflame.agent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EngineLogTest {

    @Test
    void theLastStepOfTheStartMeansReady() {
        assertInstanceOf(
                EngineLog.Ready.class,
                EngineLog.read("time=2026-11-22T18:02:01.1Z level=INFO msg=\"Attached sched monitor\""));
    }

    @Test
    void aFatalLineBecomesAReasonAndACure() {
        assertCure("mount -t tracefs", "neither debugfs nor tracefs are mounted");
        assertCure("CAP_BPF", "failed to load eBPF maps: creating map: map create: operation not permitted (MEMLOCK…)");
        assertCure("CAP_PERFMON", "failed to load read_kernel_function: load program: operation not permitted");
        assertCure("CAP_SYSLOG", "unable to read kallsyms addresses - check capabilities");
        assertCure("podflame-launch", "failed to set temporary rlimit: operation not permitted");
    }

    @Test
    void aFatalLineOfAnUnknownKindIsPassedOn() {
        EngineLog.Line line = EngineLog.read("level=ERROR msg=\"Failed to start agent controller: moon is full\"");
        EngineLog.Fatal fatal = assertInstanceOf(EngineLog.Fatal.class, line);
        assertTrue(fatal.failure().toString().contains("moon is full"));
    }

    @Test
    void aTracerThatDiedAlthoughItsProcessLivesIsFatal() {
        assertInstanceOf(
                EngineLog.Fatal.class,
                EngineLog.read("level=ERROR msg=\"Shutting down controller due to unrecoverable tracer error: lost\""));
    }

    @Test
    void warningsAndQuotesAreRead() {
        assertEquals(
                new EngineLog.Message("WARN", "Failed to attach \"prctl\" monitor"),
                EngineLog.read("time=x level=WARN msg=\"Failed to attach \\\"prctl\\\" monitor\""));
        assertEquals(new EngineLog.Message("INFO", "Exiting"), EngineLog.read("level=INFO msg=Exiting"));
    }

    @Property
    void anyLineIsReadAsSomething(@ForAll String line) {
        assertTrue(EngineLog.read(line) != null);
    }

    private static void assertCure(String cure, String text) {
        EngineLog.Line line = EngineLog.read("level=ERROR msg=\"Failed to start agent controller: " + text + "\"");
        EngineLog.Fatal fatal = assertInstanceOf(EngineLog.Fatal.class, line);
        assertTrue(fatal.failure().cure().contains(cure), fatal.failure().toString());
    }
}
