package dev.podflame.agent.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProcessModulesTest {

    @Test
    void anExecutableMappingOfAFileIsKept() {
        assertEquals(
                Optional.of(new ProcessModules.Mapping("400000-452000", "/usr/bin/my prog")),
                ProcessModules.parse("00400000-00452000 r-xp 00000000 08:02 173521      /usr/bin/my prog"));
    }

    @Test
    void dataAndAnonymousMemoryAreNot() {
        assertTrue(ProcessModules.parse("00651000-00652000 r--p 00051000 08:02 173521 /usr/bin/dbus")
                .isEmpty());
        assertTrue(ProcessModules.parse("7ffc000-7ffe000 r-xp 00000000 00:00 0 [vdso]")
                .isEmpty());
        assertTrue(ProcessModules.parse("7f00-7f10 rwxp 00000000 00:00 0 ").isEmpty());
    }

    @Test
    void aDeletedFileKeepsItsName() {
        ProcessModules.Mapping mapping = ProcessModules.parse(
                        "7f00-7f10 r-xp 00000000 08:02 17 /opt/app/lib.so (deleted)")
                .orElseThrow();
        assertEquals("lib.so", mapping.baseName());
    }

    @Test
    void theStartTimeIsFoundBehindOddProcessNames() throws Exception {
        String stat = "7 (a) b (c) S 1 7 7 0 -1 4194560 1 0 0 0 1 2 0 0 20 0 1 0 4711 2 3 4";
        assertEquals(4711, ProcessModules.startTicks(stat));
        assertThrows(IOException.class, () -> ProcessModules.startTicks("7 (a) S"));
    }

    @Property
    void anyLineIsAMappingOrNone(@ForAll String line) {
        ProcessModules.parse(line)
                .ifPresent(mapping -> assertTrue(mapping.path().startsWith("/")));
    }
}
