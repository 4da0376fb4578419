package dev.podflame.collector.flamegraph;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// What an SVG shows: the graph that gives the widths, and what is said of it.
interface SvgContent {
    DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    FlameGraph graph();

    String title();

    /// What stands below the title.
    List<String> lines();

    /// Colour of a node as hexadecimal RGB.
    String colour(int node);

    /// What the root says.
    String rootLabel();

    /// What a node weighs, after its name and place.
    String weight(int node);

    /// What colours mean, left to right; none where a frame's colour is its language.
    default List<Swatch> legend() {
        return List.of();
    }

    /// A colour and what it means.
    record Swatch(String colour, String text) {}

    static String range(FlameGraphHeader header) {
        return TIME.format(Instant.ofEpochMilli(header.fromMillis())) + " to "
                + TIME.format(Instant.ofEpochMilli(header.toMillis())) + " UTC";
    }

    static String pruned(FlameGraph graph) {
        return graph.pruned() == 0
                ? ""
                : "  ·  " + graph.pruned() + " of " + graph.nodes() + " nodes are summed up in (other)";
    }
}
