package dev.podflame.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownReportTest {

    @Test
    void aPartIsAPaddedTableWithItsNotesBelow() {
        Part part = new Part(
                "Ingest",
                List.of("Baseline: the same rows."),
                List.of(
                        Measurement.of("OTLP", "61,000 rows/s")
                                .target("≥ 60,000")
                                .against("900,000 rows/s", "0.07×"),
                        Measurement.of("peak RSS", "512 MiB")));
        assertEquals("""
                ## Ingest

                | what     | measured      | target   | baseline       | ratio |
                | -------- | ------------- | -------- | -------------- | ----- |
                | OTLP     | 61,000 rows/s | ≥ 60,000 | 900,000 rows/s | 0.07× |
                | peak RSS | 512 MiB       |          |                |       |

                - Baseline: the same rows.
                """, MarkdownReport.part(part));
    }

    @Test
    void aPartThatWasNotMeasuredSaysWhyOnOneLine() {
        String text = MarkdownReport.part(Part.without("Agent", "needs root\nor a | pipe"));
        assertTrue(text.contains("| not measured | needs root or a \\| pipe |"), text);
    }

    @Test
    void theReportSaysWhereWhenAndHow() {
        String text = MarkdownReport.of(run("0123456789ab"), "make bench", List.of(Part.without("Agent", "why")), "");
        assertTrue(text.startsWith("# Benchmark results\n\nWritten by `make bench`"), text);
        assertTrue(text.contains("- CPU: Made-up CPU, 2 cores; memory: 24.0 GiB\n"), text);
        assertTrue(
                text.endsWith("- Run of 2026-11-22T18:00:00Z, commit 0123456789ab, load average before 0.05.\n"), text);
    }

    @Test
    void whatIsNotMeasuredAgainStaysAsItIs() {
        List<Part> both = List.of(Part.without("Ingest", "one"), Part.without("Java", "two"));
        String earlier = MarkdownReport.of(run("earlier"), "make bench", both, "");
        String later = MarkdownReport.of(run("later"), "make bench", List.of(Part.without("Java", "three")), earlier);
        assertTrue(later.contains("| one") && later.contains("commit earlier"), later);
        assertTrue(later.contains("| three") && later.contains("commit later"), later);
        assertFalse(later.contains("| two"), later);
        assertEquals(2, later.split("(?m)^## ", -1).length - 1);
        assertEquals(earlier, MarkdownReport.of(run("earlier"), "make bench", List.of(), earlier));
    }

    private static Machine run(String commit) {
        return new Machine(
                "Made-up CPU", 2, 24L << 30, "6.18.0", "0.05", Instant.parse("2026-11-22T18:00:00Z"), commit);
    }
}
