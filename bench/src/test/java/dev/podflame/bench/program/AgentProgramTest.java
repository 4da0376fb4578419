package dev.podflame.bench.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AgentProgramTest {
    private static final String HEALTH = """
            {"status":"ok","reasons":[],"selectedProcesses":12,"java":[
              {"pid":12,"engine":"async-profiler","since":"2026-11-23T01:00:00Z","message":""},
              {"pid":123,"engine":"ebpf","reason":"TooYoung","message":"it is 3 s old"}],"spooledBatches":0}
            """;

    @Test
    void readsTheEngineOfOneJvm() {
        assertEquals("async-profiler", AgentProgram.engineOf(HEALTH, 12));
        assertEquals("ebpf", AgentProgram.engineOf(HEALTH, 123));
    }

    @Test
    void aJvmThatIsNotMentionedHasNoEngine() {
        assertEquals("", AgentProgram.engineOf(HEALTH, 1));
        assertEquals("", AgentProgram.engineOf("{\"status\":\"ok\",\"java\":[]}", 12));
    }
}
