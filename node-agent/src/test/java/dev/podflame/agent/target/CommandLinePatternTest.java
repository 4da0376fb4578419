package dev.podflame.agent.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class CommandLinePatternTest {

    private static CommandLinePattern pattern(String regex) {
        return new CommandLinePattern(Pattern.compile(regex));
    }

    @Test
    void isLookedForAnywhere() {
        assertTrue(pattern("demo/\\w+\\.py").matches("python3 demo/shop.py --port 1"));
        assertFalse(pattern("^demo").matches("python3 demo/shop.py"));
    }

    @Test
    void aCommandLineMadeToTakeForeverIsNoMatch() {
        String unlucky = "a".repeat(4000) + "!";
        assertFalse(assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> pattern("(a|aa)+$").matches(unlucky)));
        assertFalse(assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> pattern("(.*)*x\\1y").matches(unlucky)));
    }

    @Test
    void patternsOfTheSameTextAreEqualSoThatAReloadChangesNothing() {
        assertEquals(pattern("a+"), pattern("a+"));
        assertEquals(pattern("a+").hashCode(), pattern("a+").hashCode());
    }
}
