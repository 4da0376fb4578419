package dev.podflame.agent.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import org.junit.jupiter.api.Test;

class FrameTextsTest {

    @Test
    void javaMethodsLoseTheirSignature() {
        assertEquals("Busy.sortPrices", FrameTexts.javaMethod("long Busy.sortPrices(java.util.Random)"));
        assertEquals("java.lang.Thread.run", FrameTexts.javaMethod("void java.lang.Thread.run()"));
        assertEquals(
                "java.util.HashMap.put",
                FrameTexts.javaMethod("java.lang.Object java.util.HashMap.put(java.lang.Object, java.lang.Object)"));
        assertEquals("a.B.<init>", FrameTexts.javaMethod("void a.B.<init>(int[])"));
    }

    @Test
    void javaStubsKeepTheirNames() {
        assertEquals("StubRoutines (initialstubs)", FrameTexts.javaMethod("StubRoutines (initialstubs)"));
        assertEquals("Interpreter", FrameTexts.javaMethod("Interpreter"));
    }

    @Test
    void hiddenClassesHaveTheSameNameInEveryRun() {
        assertEquals(
                "java.lang.invoke.LambdaForm$DMH.invokeStatic",
                FrameTexts.javaMethod(
                        "void java.lang.invoke.LambdaForm$DMH+0x000000006106c000.invokeStatic(java.lang.Object)"));
        assertEquals("Shop$$Lambda.run", FrameTexts.javaMethod("void Shop$$Lambda/0x00007f2a.run()"));
    }

    @Test
    void stacksThroughDifferentLinesOfOneFunctionAreOne() {
        Frame line3 = new Frame("f", "a.py", 3, "", FrameKind.PYTHON);
        Frame line9 = new Frame("f", "a.py", 9, "", FrameKind.PYTHON);
        assertEquals(FrameTexts.stored(line3), FrameTexts.stored(line9));
        assertEquals("a.py", FrameTexts.stored(line3).file());
    }

    @Test
    void controlCharactersAndEndlessNamesDoNotLeaveTheMachine() {
        assertEquals("a\uFFFDb\uFFFDc", FrameTexts.clean("a\0b\nc"));
        assertEquals(1025, FrameTexts.clean("x".repeat(64 << 10)).length());
        assertEquals("<script>&", FrameTexts.clean("<script>&"));
    }
}
