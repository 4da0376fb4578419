package dev.podflame.agent.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.profile.FrameKind;
import org.junit.jupiter.api.Test;

class ManglingTest {

    @Test
    void theKindIsToldByTheSymbol() {
        assertEquals(FrameKind.CPP, Mangling.kind("_ZN4shop4sortEi", FrameKind.NATIVE));
        assertEquals(FrameKind.RUST, Mangling.kind("_ZN4shop4sort17h0123456789abcdefE", FrameKind.NATIVE));
        assertEquals(FrameKind.RUST, Mangling.kind("_RNvCs1234_7mycrate3foo", FrameKind.NATIVE));
        assertEquals(FrameKind.NATIVE, Mangling.kind("main", FrameKind.NATIVE));
        assertEquals(FrameKind.NATIVE, Mangling.kind("_Register", FrameKind.NATIVE));
    }

    @Test
    void namesOfCAreNotSentToTheDemangler() {
        assertFalse(Mangling.mangled("malloc"));
        assertFalse(Mangling.mangled("_start"));
        assertTrue(Mangling.mangled("_ZN4shop4sortEi"));
    }

    @Test
    void anEndlessNameIsJudgedInBoundedTime() {
        assertEquals(FrameKind.CPP, Mangling.kind("_ZN" + "17h".repeat(20_000), FrameKind.NATIVE));
    }
}
