package dev.podflame.collector.flamegraph;

import java.util.List;

/// One profile as a picture.
final class ProfileSvg implements SvgContent {
    private final FlameGraphHeader header;
    private final FlameGraph graph;
    private final Weights weights;

    ProfileSvg(FlameGraphHeader header, FlameGraph graph) {
        this.header = header;
        this.graph = graph;
        weights = new Weights(header);
    }

    @Override
    public FlameGraph graph() {
        return graph;
    }

    @Override
    public String title() {
        return header.title();
    }

    @Override
    public List<String> lines() {
        String total = graph.total() == 0 ? "no samples in this range" : weights.text(graph.total()) + sumNote();
        return List.of(header.type().label() + "  ·  " + SvgContent.range(header) + "  ·  " + total
                + SvgContent.pruned(graph));
    }

    @Override
    public String colour(int node) {
        return Palette.colour(graph.functionOf(node));
    }

    @Override
    public String rootLabel() {
        return graph.functionOf(0).name() + " · " + weights.text(graph.total());
    }

    @Override
    public String weight(int node) {
        long value = graph.value(node);
        return weights.text(value) + ", " + Weights.percent(value, graph.total()) + " (self "
                + weights.text(graph.self(node)) + ")";
    }

    /// How a sum or an average came to be.
    private String sumNote() {
        if (header.type().isLevel()) {
            return "  ·  average of " + header.minutes() + (header.minutes() == 1 ? " minute" : " minutes");
        }
        return "  ·  " + weights.sum(graph.total()) + " in all";
    }
}
