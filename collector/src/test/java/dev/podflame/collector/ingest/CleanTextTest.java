package dev.podflame.collector.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.profile.FrameKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CleanTextTest {
    @Test
    void anOrdinaryNameStaysTheSameObject() {
        String name = "std::vector<int>::push_back(int&&) [clone .isra.0]";
        assertSame(name, CleanText.clean(name));
    }

    @Test
    void controlCharactersAndDirectionMarksBecomeSpaces() {
        assertEquals("a b c d e f", CleanText.clean("a\0b\nc\u007fd\u202ee\u0085f"));
    }

    @Test
    void markupIsKeptForTheWritersToEscape() {
        assertEquals("<script>alert(1)</script>", CleanText.clean("<script>alert(1)</script>"));
    }

    @Test
    void aNameOf64KilobytesIsCutAndSaysSo() {
        String cut = CleanText.clean("x".repeat(65536));
        assertEquals(CleanText.MAX_CHARS, cut.length());
        assertTrue(cut.endsWith(CleanText.CUT));
    }

    @Test
    void aCutNeverSplitsACharacter() {
        String cut = CleanText.clean("x" + "😀".repeat(2000));
        assertTrue(cut.length() <= CleanText.MAX_CHARS);
        assertEquals(cut, new String(cut.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @Test
    void numbersThatAJvmMakesUpAreTakenOut() {
        assertEquals("Shop$$Lambda.run", strip("Shop$$Lambda/0x00007f3b4c1a2b3c.run"));
        assertEquals("Shop$$Lambda.run", strip("Shop$$Lambda$123/0x00007f3b4c1a2b3c.run"));
        assertEquals("GeneratedMethodAccessor.invoke", strip("GeneratedMethodAccessor42.invoke"));
        assertEquals("jdk.proxy2.$Proxy.get", strip("jdk.proxy2.$Proxy17.get"));
        assertEquals("Base64.encode0x", strip("Base64.encode0x"));
    }

    @Test
    void namesOfOtherLanguagesKeepTheirNumbers() {
        assertEquals("lib+0x0000dead", GeneratedNames.strip("lib+0x0000dead", FrameKind.NATIVE));
    }

    private static String strip(String name) {
        return GeneratedNames.strip(name, FrameKind.JVM);
    }
}
