package dev.podflame.agent.sample.jfr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class JavaNamesTest {

    @Test
    void methodsAreNamedAsTheEbpfEngineNamesThem() {
        assertEquals("java.util.HashMap.put", JavaNames.method("java/util/HashMap", "put"));
        assertEquals("java.util.Map$Entry.<init>", JavaNames.method("java/util/Map$Entry", "<init>"));
        assertEquals("itable stub", JavaNames.method("", "itable stub"));
    }

    @Test
    void aHiddenClassHasTheSameNameInEveryRun() {
        assertEquals("W$$Lambda$1+<hidden>.run", JavaNames.method("W$$Lambda$1.0x00007f8cac000a08", "run"));
        assertEquals(
                "java.lang.invoke.LambdaForm$MH+<hidden>.invoke",
                JavaNames.method("java/lang/invoke/LambdaForm$MH.0x0000000801004c00", "invoke"));
    }

    @Test
    void theOutermostClassNamesTheFile() {
        assertEquals("HashMap.java", JavaNames.file("java/util/HashMap$TreeNode"));
        assertEquals("W.java", JavaNames.file("W"));
        assertEquals("<unknown>", JavaNames.file("W$$Lambda$1.0x00007f8cac000a08"));
        assertEquals("", JavaNames.file("shop/PricesKt"));
        assertEquals("", JavaNames.file("shop/Prices$"));
    }

    @Test
    void runsOfDigitsInThreadNamesAreFolded() {
        assertEquals("http-nio-#-exec-#", ThreadName.folded("http-nio-8080-exec-17"));
        assertEquals("main", ThreadName.folded("main"));
        assertEquals(200, ThreadName.folded("x".repeat(5_000)).length());
    }
}
