package dev.podflame.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The report as Markdown that reads well as plain text too: tables are padded.
public final class MarkdownReport {
    private static final List<String> HEADINGS = List.of("what", "measured", "target", "baseline", "ratio");

    private MarkdownReport() {}

    /// The whole report.
    ///
    /// @param earlier an earlier report, whose parts stay where they weren't measured again; may be empty
    public static String of(Machine machine, String command, List<Part> parts, String earlier) {
        StringBuilder text = new StringBuilder("# Benchmark results\n\n");
        text.append("Written by `")
                .append(command)
                .append("`; don't edit. Targets are those of the design for 2 cores");
        text.append(
                " and 24 GiB;\nbaselines are of the same run on the same machine, ratios are measured / baseline.\n\n");
        machine.lines().forEach(line -> text.append("- ").append(line).append('\n'));
        Map<String, String> sections = sections(earlier);
        parts.forEach(part -> sections.put(part.name(), part(part) + "- " + machine.run() + "\n"));
        sections.values().forEach(section -> text.append('\n').append(section));
        return text.toString();
    }

    /// The parts of a report by their names, in its order.
    private static Map<String, String> sections(String report) {
        Map<String, String> sections = new LinkedHashMap<>();
        String[] pieces = report.split("(?m)^## ", -1);
        for (int i = 1; i < pieces.length; i++) {
            sections.put(pieces[i].lines().findFirst().orElse(""), "## " + pieces[i].strip() + "\n");
        }
        return sections;
    }

    static String part(Part part) {
        StringBuilder text = new StringBuilder("## " + part.name() + "\n\n");
        List<List<String>> rows =
                part.rows().stream().map(MarkdownReport::cells).toList();
        int[] widths = new int[HEADINGS.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = HEADINGS.get(column).length();
            for (List<String> row : rows) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        row(text, HEADINGS, widths);
        for (int width : widths) {
            text.append("| ").append("-".repeat(width)).append(' ');
        }
        text.append("|\n");
        rows.forEach(row -> row(text, row, widths));
        text.append('\n');
        part.notes().forEach(note -> text.append("- ").append(note).append('\n'));
        return text.toString();
    }

    private static List<String> cells(Measurement row) {
        return List.of(
                escaped(row.what()),
                escaped(row.measured()),
                escaped(row.target()),
                escaped(row.baseline()),
                escaped(row.ratio()));
    }

    private static String escaped(String cell) {
        return cell.replace("|", "\\|").replace('\n', ' ');
    }

    private static void row(StringBuilder text, List<String> cells, int[] widths) {
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            text.append("| ")
                    .append(cell)
                    .append(" ".repeat(widths[column] - cell.length()))
                    .append(' ');
        }
        text.append("|\n");
    }
}
