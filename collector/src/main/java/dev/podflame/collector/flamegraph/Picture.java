package dev.podflame.collector.flamegraph;

/// What an SVG is a picture of: a tree whose nodes are as wide as they weigh, and what is said of them.
interface Picture {
    FlameGraph graph();

    /// The line on top.
    String title();

    /// What there is to say in small letters below it.
    String note();

    /// The colour of a node, as `#rrggbb`.
    String colour(int node);

    /// What is written into a node that is wide enough.
    String label(int node);

    /// All there is to say of a node.
    String tooltip(int node);
}
