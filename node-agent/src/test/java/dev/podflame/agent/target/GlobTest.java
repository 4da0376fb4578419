package dev.podflame.agent.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class GlobTest {

    @Test
    void starsStandForAnyRunAndQuestionMarksForOneCharacter() {
        assertTrue(new Glob("python3*").matches("python3.11"));
        assertTrue(new Glob("*-api").matches("shop-api"));
        assertTrue(new Glob("node?").matches("node1"));
        assertFalse(new Glob("node?").matches("node"));
        assertFalse(new Glob("python").matches("python3"));
        assertFalse(new Glob("Python").matches("python"));
        assertTrue(new Glob("*").matches(""));
    }

    @Test
    void anEmptyPatternIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Glob(""));
    }

    @Property
    void agreesWithARegularExpressionOfTheSameMeaning(
            @ForAll @StringLength(min = 1, max = 8) @Chars({'a', 'b', '*', '?', '.'}) String pattern,
            @ForAll @StringLength(max = 10) @Chars({'a', 'b', '.', '\n'}) String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char character = pattern.charAt(i);
            regex.append(
                    switch (character) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(character));
                    });
        }
        boolean expected =
                Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
        assertEquals(expected, new Glob(pattern).matches(text));
    }

    @Property
    void aPatternWithoutWildcardsMatchesItselfOnly(
            @ForAll @StringLength(min = 1) @CharRange(from = 'a', to = 'z') String pattern, @ForAll String text) {
        assertTrue(new Glob(pattern).matches(pattern));
        assertEquals(pattern.equals(text), new Glob(pattern).matches(text));
    }

    @Test
    void manyStarsOnALongTextStayFast() {
        Glob glob = new Glob("a*".repeat(40) + "b");
        String text = "a".repeat(100_000);
        assertFalse(assertTimeoutPreemptively(Duration.ofSeconds(5), () -> glob.matches(text)));
    }
}
