package dev.podflame.embedded.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatementTest {
    private static Statement recognise(String text, boolean complete) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return Statement.recognise(bytes, bytes.length, complete);
    }

    private static Statement.Shape shape(String sql) {
        return Statement.Shape.of(sql.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertInsert(String sql, String format, String data, String text) {
        Statement.Insert insert = assertInstanceOf(Statement.Insert.class, recognise(text, true));
        assertEquals(sql, text.substring(0, insert.sqlEnd()));
        assertEquals(format, insert.format());
        assertEquals(data, text.substring(insert.dataStart()));
    }

    @Test
    void anInsertIsSplitFromItsData() {
        assertInsert("INSERT INTO t ", "TSV", "1\t2\n", "INSERT INTO t FORMAT TSV\n1\t2\n");
        assertInsert(
                "insert into db.t (a, b) ", "RowBinary", "\0\1", "insert into db.t (a, b) format RowBinary \r\n\0\1");
        assertInsert("INSERT INTO t SETTINGS x = 1 ", "CSV", "\n1", "INSERT INTO t SETTINGS x = 1 FORMAT CSV\n\n1");
        assertInsert(
                "/* FORMAT */ INSERT INTO t -- VALUES\n",
                "Values",
                " (1)",
                "/* FORMAT */ INSERT INTO t -- VALUES\nVALUES (1)");
        assertInsert(
                "INSERT INTO `FORMAT x` (\"VALUES\", `SELECT`) ",
                "TSV",
                "",
                "INSERT INTO `FORMAT x` (\"VALUES\", `SELECT`) FORMAT TSV");
    }

    @Test
    void anInsertWithoutDataIsStillAnInsert() {
        assertInsert("INSERT INTO t", "Values", "", "INSERT INTO t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 1",
                "INSERT INTO t SELECT 1 FORMAT TSV",
                "INSERT INTO t WITH 1 AS x SELECT x",
                "INSERT INTO t FROM INFILE 'x' FORMAT CSV",
                "WITH 1 AS x INSERT INTO t SELECT x",
                "EXPLAIN INSERT INTO t VALUES (1)",
                "",
                "-- INSERT INTO t FORMAT TSV"
            })
    void otherStatementsHaveNoData(String sql) {
        assertInstanceOf(Statement.Query.class, recognise(sql, true));
    }

    /// However the text is cut, the answer is the same or "undecided".
    @Test
    void aPieceNeverLeadsToAnotherAnswer() {
        String text = "INSERT INTO t /* x */ (a, `b)`) SETTINGS s = 'it''s FORMAT' FORMAT RowBinary\r\n\nrest";
        Statement whole = recognise(text, true);
        for (int end = 0; end < text.length(); end++) {
            Statement part = recognise(text.substring(0, end), false);
            if (!(part instanceof Statement.Undecided)) {
                Statement.Insert insert = assertInstanceOf(Statement.Insert.class, part, "cut at " + end);
                assertEquals(whole, insert, "cut at " + end);
            }
        }
    }

    @Test
    void theFormatOfAQueryIsFoundOutsideBracketsAndStrings() {
        assertEquals("JSON", shape("SELECT 1 FORMAT JSON").format());
        assertEquals(
                "JSON",
                shape("SELECT 'FORMAT x' AS a, (SELECT 1) FORMAT JSON SETTINGS max_threads = 1;")
                        .format());
        assertEquals(
                null,
                shape("SELECT formatDateTime(now(), 'FORMAT JSON') /* FORMAT JSON */")
                        .format());
        assertEquals(null, shape("SELECT $tag$ FORMAT JSON $tag$").format());
    }

    @Test
    void filesAndInputAreNoticed() {
        assertTrue(shape("SELECT 1 INTO OUTFILE 'x'").toFile());
        assertTrue(shape("INSERT INTO t FROM INFILE 'x' FORMAT CSV").toFile());
        assertFalse(shape("SELECT outfile FROM infiles").toFile());
        assertTrue(
                shape("INSERT INTO t SELECT * FROM input('a UInt8') FORMAT CSV").readsInput());
        assertFalse(shape("SELECT input FROM t").readsInput());
    }

    @Test
    void onlySelectsAreStreamed() {
        assertTrue(shape("select 1").isSelect());
        assertTrue(shape("WITH 1 AS x SELECT x").isSelect());
        assertTrue(shape("(SELECT 1) UNION ALL (SELECT 2)").isSelect());
        assertFalse(shape("SHOW TABLES").isSelect());
        assertTrue(shape(" -- nothing").isBlank());
    }

    @Test
    void unfinishedQuotesDoNotRunOverTheEnd() {
        for (String text : new String[] {"'", "\"\\", "`x", "/*", "--", "$tag$", "$", "{", "INSERT '"}) {
            assertFalse(recognise(text, false) instanceof Statement.Insert, text);
            shape(text);
        }
    }
}
