package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RefusalTest {

    @Test
    void reportsHaveTheReasonAsOneWord() {
        assertEquals("ReadOnlyTmp", Refusal.READ_ONLY_TMP.word());
        assertEquals("NotHotSpot", Refusal.NOT_HOTSPOT.word());
        assertTrue(Arrays.stream(Refusal.values())
                .allMatch(refusal -> refusal.word().matches("([A-Z][a-z]+)+")));
    }
}
