package dev.podflame.bench.report;

import java.util.List;

/// What one part of the benchmark found.
///
/// @param name its heading
/// @param notes how it was measured and what the baseline is, a line each
/// @param rows its table
public record Part(String name, List<String> notes, List<Measurement> rows) {

    private static final int MOST_CHARACTERS = 200;

    public Part {
        notes = List.copyOf(notes);
        rows = List.copyOf(rows);
    }

    /// A part that has no figures, and why.
    public static Part without(String name, String reason) {
        String line = reason.replaceAll("\\s+", " ");
        String shortened = line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + "…";
        return new Part(name, List.of(), List.of(Measurement.of("not measured", shortened)));
    }
}
