package dev.podflame.kubectl.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCellAndEmptyCellsAreDashes() {
        Table table = new Table("A", "LONGER", "C");
        table.add("wider", "", "é");
        table.add("𝕏", "1", "");
        assertEquals("A       LONGER   C\nwider   -        é\n𝕏       1        -\n", printed(table));
    }

    @Test
    void controlCharactersOfForeignNamesDoNotReachTheTerminal() {
        Table table = new Table("NAME");
        table.add("a\u001b[2J\nb\u202ec");
        assertEquals("NAME\na [2J b c\n", printed(table));
    }

    @Test
    void aRowHasACellPerColumn() {
        assertThrows(IllegalArgumentException.class, () -> new Table("A", "B").add("1"));
    }

    private static String printed(Table table) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        table.print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
