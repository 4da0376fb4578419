package dev.podflame.embedded.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputFormatTest {
    private static int heading(String format, byte[] block) {
        return OutputFormat.of(format).headingLength(ByteBuffer.wrap(block));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void headingsOfTextAreLines() {
        assertEquals(4, heading("TSVWithNames", utf8("a\tb\n1\t2\n")));
        assertEquals(15, heading("TabSeparatedWithNamesAndTypes", utf8("a\tb\nUInt8\tDate\n1\t2\n")));
        assertEquals(0, heading("TSV", utf8("1\t2\n")));
    }

    @Test
    void headingsOfBinaryAreCounted() {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(2);
        String longName = "n".repeat(300);
        block.writeBytes(new byte[] {(byte) 0xac, 0x02});
        block.writeBytes(utf8(longName));
        block.writeBytes(utf8("\1b"));
        int names = block.size();
        block.writeBytes(utf8("\5UInt8\6String"));
        int types = block.size();
        block.writeBytes(new byte[] {7, 1, 'x'});
        assertEquals(names, heading("RowBinaryWithNames", block.toByteArray()));
        assertEquals(types, heading("RowBinaryWithNamesAndTypes", block.toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "Parquet", "Pretty", "ArrowStream", "CSVWithNames", "XML", "Values", "Nonsense"})
    void formatsWithAFrameAreNotStreamed(String format) {
        assertFalse(OutputFormat.of(format).streams());
    }

    @ParameterizedTest
    @ValueSource(strings = {"RowBinary", "RowBinaryWithNamesAndTypes", "TabSeparated", "JSONEachRow", "Native", "CSV"})
    void formatsOfRowsAreStreamed(String format) {
        assertTrue(OutputFormat.of(format).streams());
    }
}
