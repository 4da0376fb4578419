package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcessStatusTest {

    @Test
    void aProcessInAContainerHasItsOwnPidThere() {
        ProcessStatus status = ProcessStatus.parse(List.of(
                "Name:\tjava: x",
                "Tgid:\t4711",
                "Uid:\t1000\t1001\t1000\t1000",
                "Gid:\t100\t101\t100\t100",
                "Groups:\t4 24 ",
                "NStgid:\t4711\t52\t7",
                "SigIgn:\t0000000000000000",
                "SigCgt:\t2000000181005ccf"));
        assertEquals(7, status.innerPid());
        assertEquals(1001, status.uid());
        assertEquals(101, status.gid());
        assertEquals(Set.of(4, 24), status.groups());
        assertTrue(status.catches(ProcessStatus.SIGQUIT));
    }

    @Test
    void aSignalWithoutAHandlerOrIgnoredIsNotCaught() {
        assertFalse(status("0000000000000000", "0000000000000003").catches(ProcessStatus.SIGQUIT));
        assertTrue(status("0000000000000000", "0000000000000004").catches(ProcessStatus.SIGQUIT));
        assertFalse(status("0000000000000004", "0000000000000004").catches(ProcessStatus.SIGQUIT));
    }

    @Test
    void aFileThatIsCutIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ProcessStatus.parse(List.of("Name:\tjava", "Tgid:\t4711")));
    }

    private static ProcessStatus status(String ignored, String caught) {
        return ProcessStatus.parse(List.of(
                "Tgid:\t1", "Uid:\t0\t0\t0\t0", "Gid:\t0\t0\t0\t0", "SigIgn:\t" + ignored, "SigCgt:\t" + caught));
    }
}
