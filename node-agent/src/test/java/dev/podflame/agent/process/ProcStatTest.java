package dev.podflame.agent.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ProcStatTest {

    private static final String AFTER_NAME =
            " S 1 4321 4321 0 -1 4194560 900 0 1 0 250 50 0 0 20 0 7 0 123456 1073741824 2560 "
                    + "18446744073709551615 1 1 0 0 0 0 0 4096 81920 0 0 0 17 1 0 0 0 0 0 0 0 0 0 0 0 0 0\n";

    private static Optional<ProcStat> parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return ProcStat.parse(bytes, bytes.length);
    }

    @Test
    void readsTheFieldsThatCount() {
        ProcStat stat = parse("4321 (java)" + AFTER_NAME).orElseThrow();
        assertEquals(new ProcStat(4321, "java", 'S', 4194560, 300, 7, 123456, 2560), stat);
        assertEquals(3_000_000_000L, stat.cpuNanos());
        assertFalse(stat.isKernelThread());
        assertFalse(stat.hasEnded());
    }

    @Test
    void aNameMayLookLikeTheRestOfTheLine() {
        assertEquals(
                "a) R 1 (b", parse("7 (a) R 1 (b)" + AFTER_NAME).orElseThrow().name());
        assertEquals("\n ", parse("7 (\n )" + AFTER_NAME).orElseThrow().name());
        assertEquals("", parse("7 ()" + AFTER_NAME).orElseThrow().name());
    }

    @Test
    void aZombieHasEndedButADeadMainThreadAloneHasNot() {
        assertTrue(parse("7 (x)" + AFTER_NAME.replace(" S 1", " Z 1").replace(" 20 0 7 ", " 20 0 1 "))
                .orElseThrow()
                .hasEnded());
        assertFalse(parse("7 (x)" + AFTER_NAME.replace(" S 1", " Z 1"))
                .orElseThrow()
                .hasEnded());
    }

    @Test
    void kernelThreadsAreToldByTheirFlag() {
        assertTrue(parse("2 (kthreadd)" + AFTER_NAME.replace("4194560", "2129984"))
                .orElseThrow()
                .isKernelThread());
    }

    @Property
    void anyContentGivesAValueOrNothing(@ForAll byte[] content, @ForAll List<String> fields) {
        Optional<ProcStat> ofBytes = ProcStat.parse(content, content.length);
        Optional<ProcStat> ofFields = parse("1 (" + String.join(" ", fields) + ")" + String.join(" ", fields));
        assertTrue(ofBytes.isEmpty() || ofBytes.get().pid() >= 0);
        assertTrue(ofFields.isEmpty() || ofFields.get().pid() == 1);
    }
}
