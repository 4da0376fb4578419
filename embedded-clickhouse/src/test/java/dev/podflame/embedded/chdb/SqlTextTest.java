package dev.podflame.embedded.chdb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SqlTextTest {
    @Test
    void nothingGetsOutOfTheQuotes() {
        assertEquals("'it\\'s \\\\ \\0 ä'", SqlText.literal("it's \\ \0 ä"));
        assertEquals("`a\\`b'c`", SqlText.identifier("a`b'c"));
        assertEquals("''", SqlText.literal(""));
    }

    @Test
    void theCodeIsReadFromTheEnginesMessage() {
        assertEquals(
                60, ChdbException.ofEngine("Code: 60. DB::Exception: no table").code());
        assertEquals(1002, ChdbException.ofEngine("something else").code());
        assertEquals(
                "Code: 62. DB::Exception: empty (SYNTAX_ERROR)",
                ChdbException.of(62, "empty", "SYNTAX_ERROR").text());
    }
}
