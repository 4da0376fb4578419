package dev.podflame.collector.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class RowBinaryTest {
    @Test
    void bytesAreThoseOfClickHousesFormat() throws Exception {
        RowBinaryWriter row = new RowBinaryWriter(0);
        row.int64(-2)
                .int32(258)
                .date(0x0102)
                .string("é")
                .float64(1.5)
                .int16s(new int[] {499})
                .endRow();
        byte[] expected = {
            -2,
            -1,
            -1,
            -1,
            -1,
            -1,
            -1,
            -1,
            2,
            1,
            0,
            0,
            2,
            1,
            2,
            (byte) 0xc3,
            (byte) 0xa9,
            0,
            0,
            0,
            0,
            0,
            0,
            -8,
            0x3f,
            1,
            -13,
            1
        };
        assertArrayEquals(expected, row.stream().readAllBytes());
        assertEquals(1, row.rows());
    }

    @Property(tries = 200)
    void whatIsWrittenIsRead(@ForAll long number, @ForAll double real, @ForAll String text, @ForAll long[] array)
            throws IOException {
        RowBinaryWriter out = new RowBinaryWriter(0);
        String valid = text.replaceAll("[\\ud800-\\udfff]", "?");
        out.int64(number).float64(real).string(valid).int64s(array);
        out.map(Map.of("k", valid)).endRow();
        RowBinaryReader in = new RowBinaryReader(out.stream());
        assertTrue(in.next());
        assertEquals(number, in.int64());
        assertEquals(real, in.float64());
        assertEquals(valid, in.string());
        assertArrayEquals(array, in.int64s());
        assertEquals(Map.of("k", valid), in.map());
        assertFalse(in.next());
    }

    @Test
    void rowsLargerThanTheBufferAreRead() throws Exception {
        RowBinaryWriter out = new RowBinaryWriter(0);
        String large = "x".repeat(300_000);
        for (int i = 0; i < 5; i++) {
            out.int32(i).string(large).endRow();
        }
        RowBinaryReader in = new RowBinaryReader(out.stream());
        for (int i = 0; i < 5; i++) {
            assertTrue(in.next());
            assertEquals(i, in.int32());
            assertEquals(large, in.string());
        }
        assertFalse(in.next());
    }

    @Test
    void anAnswerThatEndsInARowIsAnError() throws Exception {
        RowBinaryReader in = new RowBinaryReader(new ByteArrayInputStream(new byte[] {1, 2, 3}));
        assertTrue(in.next());
        assertThrows(EOFException.class, in::int64);
    }
}
