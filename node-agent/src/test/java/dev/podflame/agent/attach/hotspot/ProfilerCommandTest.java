package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProfilerCommandTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start,event=ctimer,jfr,file=/tmp/x",
                "start,event=ctimer,timeout=60",
                "start,event=ctimer,memlimit=64m",
                "resume,event=ctimer",
                "",
                ",start",
                "stop\nstart,event=cpu"
            })
    void whatCouldStayBehindIsRefused(String command) {
        assertThrows(IllegalArgumentException.class, () -> ProfilerCommand.parse(command));
    }

    @Test
    void aStartThatEndsByItselfIsSentAsItIs() {
        ProfilerCommand command = ProfilerCommand.parse("start,event=ctimer,timeout=60,memlimit=64m,quiet");
        assertTrue(command.starts());
        assertEquals(
                "start,event=ctimer,timeout=60,memlimit=64m,quiet,log=/tmp/o/log",
                command.quietly("/tmp/o/a", "/tmp/o/log"));
    }

    @Test
    void whatAnswersAnswersIntoAFileAndNotOnTheApplicationsOutput() {
        assertEquals(
                "metrics,quiet,file=/tmp/o/a,log=/dev/null",
                ProfilerCommand.parse("metrics").quietly("/tmp/o/a", "/tmp/o/log"));
        assertEquals(
                "status,file=/x,quiet,log=/y",
                ProfilerCommand.parse("status,file=/x,quiet,log=/y").quietly("/tmp/o/a", "/tmp/o/log"));
    }

    @Test
    void aCommandThatHotSpotWouldCutIsRefused() {
        ProfilerCommand command = ProfilerCommand.parse("start,timeout=60,memlimit=64m,file=/tmp/" + "x".repeat(1000));
        assertThrows(IllegalArgumentException.class, () -> command.quietly("/a", "/log"));
    }
}
