package dev.podflame.collector.flamegraph;

/// A profile as a picture: colours by language.
record ProfilePicture(FlameGraphHeader header, FlameGraph graph, Weights weights) implements Picture {
    ProfilePicture(FlameGraphHeader header, FlameGraph graph) {
        this(header, graph, new Weights(header));
    }

    @Override
    public String title() {
        return header.title();
    }

    @Override
    public String note() {
        String total = graph.total() == 0 ? "no samples in this range" : weights.text(graph.total()) + sumNote();
        return header.type().label() + "  ·  " + Weights.range(header) + "  ·  " + total + prunedNote();
    }

    /// How a sum or an average came to be.
    private String sumNote() {
        if (header.type().isLevel()) {
            return "  ·  average of " + header.minutes() + (header.minutes() == 1 ? " minute" : " minutes");
        }
        return "  ·  " + weights.sum(graph.total()) + " in all";
    }

    private String prunedNote() {
        return graph.pruned() == 0
                ? ""
                : "  ·  " + graph.pruned() + " of " + graph.nodes() + " nodes are summed up in (other)";
    }

    @Override
    public String colour(int node) {
        return Palette.colour(graph.functionOf(node));
    }

    @Override
    public String label(int node) {
        String name = graph.functionOf(node).name();
        return node == 0 ? name + " · " + weights.text(graph.total()) : name;
    }

    @Override
    public String tooltip(int node) {
        long value = graph.value(node);
        return graph.functionOf(node).inFull() + " · " + weights.text(value) + ", "
                + Weights.percent(value, graph.total()) + " (self " + weights.text(graph.self(node)) + ")";
    }
}
