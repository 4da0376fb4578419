package dev.podflame.collector.flamegraph;

import dev.podflame.collector.flamegraph.SvgOptions.Theme;
import java.util.List;

/// Two profiles over each other as a picture: a node is as wide as both sides together, blue where there is less now,
/// orange where there is more. Sides are compared per second of their ranges, levels as they are, or by their shares.
final class DiffSvg implements SvgContent {
    /// From gone to new; the middle is the same.
    private static final List<String> LIGHT =
            List.of("#37a8ec", "#79c0f1", "#b1d3ec", "#cfd1d5", "#efd1b6", "#f8b478", "#fd923e");
    private static final List<String> DARK =
            List.of("#37a8ec", "#5aa0d0", "#7198b4", "#83868b", "#bb9679", "#df9962", "#ff9348");
    private static final int STEPS = 3;
    /// Changes of this share and more have the strongest colour, as in the page.
    private static final double STRONGEST = 0.5;

    private final FlameGraphHeader before;
    private final FlameGraphHeader after;
    private final FlameGraphPair pair;
    private final FlameGraph both;
    private final double beforeFactor;
    private final double afterFactor;
    private final List<String> colours;

    DiffSvg(FlameGraphHeader before, FlameGraphHeader after, FlameGraphPair pair, boolean relative, Theme theme) {
        this.before = before;
        this.after = after;
        this.pair = pair;
        beforeFactor = factor(before, pair.before(), relative);
        afterFactor = factor(after, pair.after(), relative);
        both = both();
        colours = switch (theme) {
            case LIGHT -> LIGHT;
            case DARK -> DARK;
        };
    }

    /// What a side's values are multiplied with to be compared: to the mean of both totals, or of both ranges.
    private double factor(FlameGraphHeader side, FlameGraph graph, boolean relative) {
        if (relative) {
            double mean = (pair.before().total() + (double) pair.after().total()) / 2;
            return graph.total() == 0 ? 0 : mean / graph.total();
        }
        return side.type().isLevel() ? 1 : (length(before) + length(after)) / 2.0 / length(side);
    }

    private static long length(FlameGraphHeader header) {
        return header.toMillis() - header.fromMillis();
    }

    private FlameGraph both() {
        FlameGraph a = pair.before();
        FlameGraph b = pair.after();
        long[] selfs = new long[a.size()];
        long[] values = new long[a.size()];
        for (int i = 0; i < values.length; i++) {
            selfs[i] = Math.round(a.self(i) * beforeFactor + b.self(i) * afterFactor);
            values[i] = Math.round(a.value(i) * beforeFactor + b.value(i) * afterFactor);
        }
        return new FlameGraph(b.functions(), b.depths(), b.functionIndexes(), selfs, values, b.nodes(), b.pruned());
    }

    @Override
    public FlameGraph graph() {
        return both;
    }

    @Override
    public String title() {
        return before.title().equals(after.title()) ? after.title() : before.title() + " → " + after.title();
    }

    @Override
    public List<String> lines() {
        return List.of(
                line("A (before)", before, pair.before()),
                line("B (after)", after, pair.after()) + SvgContent.pruned(pair.after()));
    }

    private static String line(String side, FlameGraphHeader header, FlameGraph graph) {
        String total = graph.total() == 0 ? "no samples in this range" : new Weights(header).text(graph.total());
        return side + "  ·  " + header.title() + "  ·  " + header.type().label() + "  ·  " + SvgContent.range(header)
                + "  ·  " + total;
    }

    @Override
    public String colour(int node) {
        double a = pair.before().value(node) * beforeFactor;
        double b = pair.after().value(node) * afterFactor;
        double most = Math.max(a, b);
        double change = most == 0 ? 0 : (b - a) / most;
        double strength = Math.min(1, Math.abs(change) / STRONGEST);
        return colours.get(STEPS + (int) (Math.signum(change) * Math.round(STEPS * strength)));
    }

    @Override
    public String rootLabel() {
        return pair.after().functionOf(0).name() + " · "
                + new Weights(before).text(pair.before().total()) + " → "
                + new Weights(after).text(pair.after().total());
    }

    @Override
    public String weight(int node) {
        return "A " + side(before, pair.before(), node) + " · B " + side(after, pair.after(), node) + " · "
                + change(node);
    }

    private static String side(FlameGraphHeader header, FlameGraph graph, int node) {
        return new Weights(header).text(graph.value(node)) + ", " + Weights.percent(graph.value(node), graph.total());
    }

    private String change(int node) {
        double a = pair.before().value(node) * beforeFactor;
        double b = pair.after().value(node) * afterFactor;
        if (a == 0 || b == 0) {
            return a == b ? "the same" : a == 0 ? "new" : "gone";
        }
        long percent = Math.round(100 * (b - a) / a);
        return percent == 0 ? "the same" : (percent > 0 ? "+" : "−") + Math.abs(percent) + " %";
    }

    @Override
    public List<Swatch> legend() {
        return List.of(
                new Swatch(colours.getFirst(), "half or less"),
                new Swatch(colours.get(STEPS - 1), "less"),
                new Swatch(colours.get(STEPS), "same"),
                new Swatch(colours.get(STEPS + 1), "more"),
                new Swatch(colours.getLast(), "twice or more"));
    }
}
