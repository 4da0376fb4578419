package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ProfilerLogTest {

    @Test
    void errorsAreToldWithoutTheWarningsBeforeThem() {
        assertEquals("'live' option is supported on OpenJDK 11+", ProfilerLog.why("""
                        [WARN] Install JVM debug symbols to improve profile accuracy
                        [ERROR] 'live' option is supported on OpenJDK 11+
                        """));
    }

    @Test
    void warningsAreToldIfThereIsNothingWorse() {
        assertEquals("one; two and its end", ProfilerLog.why("[WARN] one\n[INFO] two\nand its end\n"));
    }

    @Test
    void whatHasNoLevelIsToldAsItIs() {
        assertEquals("return code: 100", ProfilerLog.why("return code: 100\n"));
        assertEquals("", ProfilerLog.why("\n"));
    }
}
