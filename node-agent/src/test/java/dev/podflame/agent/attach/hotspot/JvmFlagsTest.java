package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JvmFlagsTest {
    private static final String NAME = "DisableAttachMechanism";
    private static final String ON = "-XX:+" + NAME;
    private static final String OFF = "-XX:-" + NAME;

    @Test
    void theLastOneCounts() {
        assertTrue(isOn(List.of("java", OFF, ON, "Main"), List.of()));
        assertFalse(isOn(List.of("java", ON, OFF, "Main"), List.of()));
    }

    @Test
    void argumentsOfTheProgramAreNotTheJvms() {
        assertFalse(isOn(List.of("java", "Main", ON), List.of()));
        assertFalse(isOn(List.of("java", "-jar", "app.jar", ON), List.of()));
        assertFalse(isOn(List.of("java", "-m", "module/Main", ON), List.of()));
    }

    @Test
    void whatFollowsAClassPathIsNoMainClass() {
        assertTrue(isOn(List.of("java", "-cp", "a.jar:b.jar", ON, "Main"), List.of()));
        assertTrue(isOn(List.of("java", "@arguments", "--add-opens", "x/y=z", ON, "Main"), List.of()));
    }

    @Test
    void theEnvironmentCountsBeforeAndAfterTheCommandLine() {
        assertTrue(isOn(List.of("java", "Main"), List.of("HOME=/", "JAVA_TOOL_OPTIONS=-Dx=1 " + ON)));
        assertTrue(isOn(List.of("java", "Main"), List.of("JDK_JAVA_OPTIONS=\"" + ON + "\"")));
        assertFalse(isOn(List.of("java", OFF, "Main"), List.of("JAVA_TOOL_OPTIONS=" + ON)));
        assertTrue(isOn(List.of("java", OFF, "Main"), List.of("_JAVA_OPTIONS=" + ON)));
    }

    @Test
    void aValueIsFoundByItsName() {
        JvmFlags flags = JvmFlags.of(List.of("java", "-XX:ErrorFile=/var/log/hs_%p", "Main"), List.of(), "");
        assertEquals(Optional.of("/var/log/hs_%p"), flags.value("ErrorFile"));
        assertEquals(Optional.empty(), flags.value("HeapDumpPath"));
    }

    private static boolean isOn(List<String> commandLine, List<String> environment) {
        return JvmFlags.of(commandLine, environment, "").isOn(NAME, false);
    }
}
