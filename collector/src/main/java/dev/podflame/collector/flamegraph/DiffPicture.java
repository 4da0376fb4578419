package dev.podflame.collector.flamegraph;

/// Two profiles over each other as a picture: nodes as wide as both sides together, blue where there is less, orange
/// where there is more. Both sides are compared per second, levels as they are.
final class DiffPicture implements Picture {
    /// Changes of this share of the larger side and more have the strongest colour, as on the page.
    private static final double STRONGEST = 0.5;

    private static final String[] COLOURS = {"#5aa5e0", "#8fc1ea", "#c3dbf0", "#d3d6db", "#f3d7b7", "#f4bb7c", "#f29a48"
    };

    private final FlameGraphHeader beforeHeader;
    private final FlameGraphHeader afterHeader;
    private final FlameGraphPair pair;
    private final FlameGraph both;
    private final Weights beforeWeights;
    private final Weights afterWeights;
    private final double beforeFactor;
    private final double afterFactor;

    DiffPicture(FlameGraphHeader before, FlameGraphHeader after, FlameGraphPair pair) {
        this.beforeHeader = before;
        this.afterHeader = after;
        this.pair = pair;
        beforeWeights = new Weights(before);
        afterWeights = new Weights(after);
        boolean level = before.type().isLevel();
        double mean = (seconds(before) + seconds(after)) / 2;
        beforeFactor = level ? 1 : mean / seconds(before);
        afterFactor = level ? 1 : mean / seconds(after);
        both = together();
    }

    private static double seconds(FlameGraphHeader header) {
        return (header.toMillis() - header.fromMillis()) / 1000.0;
    }

    /// The tree of what both sides weigh, brought to the same length.
    private FlameGraph together() {
        FlameGraph before = pair.before();
        NodeColumns nodes = new NodeColumns(before.size());
        for (int node = 0; node < before.size(); node++) {
            nodes.closeTo(before.depth(node));
            nodes.open(before.function(node));
            double self = before.self(node) * beforeFactor + pair.after().self(node) * afterFactor;
            nodes.addSelf(Math.round(self));
        }
        return nodes.graph(before.functions(), before.nodes(), before.pruned());
    }

    @Override
    public FlameGraph graph() {
        return both;
    }

    @Override
    public String title() {
        String before = beforeHeader.title();
        String after = afterHeader.title();
        return before.equals(after) ? after + ", compared" : after + " compared with " + before;
    }

    @Override
    public String note() {
        return afterHeader.type().label() + "  ·  A " + Weights.range(beforeHeader) + ": "
                + beforeWeights.text(pair.before().total()) + "  ·  B " + Weights.range(afterHeader) + ": "
                + afterWeights.text(pair.after().total()) + "  ·  " + change(0);
    }

    @Override
    public String colour(int node) {
        double share = share(node);
        int step = (int) Math.round(3 * Math.min(1, Math.abs(share) / STRONGEST) * Math.signum(share));
        return COLOURS[COLOURS.length / 2 + step];
    }

    @Override
    public String label(int node) {
        String name = both.functionOf(node).name();
        return node == 0 ? name + " · " + change(0) : name;
    }

    @Override
    public String tooltip(int node) {
        return both.functionOf(node).inFull() + " · A "
                + beforeWeights.text(pair.before().value(node)) + " · B "
                + afterWeights.text(pair.after().value(node)) + " · " + change(node);
    }

    /// Between -1 (gone) and 1 (new).
    private double share(int node) {
        double before = pair.before().value(node) * beforeFactor;
        double after = pair.after().value(node) * afterFactor;
        double most = Math.max(before, after);
        return most == 0 ? 0 : (after - before) / most;
    }

    /// The difference per second with its sign, and its share of what was before.
    private String change(int node) {
        double before = pair.before().value(node) * beforeFactor;
        double after = pair.after().value(node) * afterFactor;
        // Both are of the mean length now; the weights of the other side's header say a rate over its own.
        long by = Math.round(Math.abs(after - before) / afterFactor);
        String sign = after < before ? "−" : after > before ? "+" : "±";
        String amount = sign + afterWeights.text(by);
        if (before == after) {
            return amount;
        }
        if (before == 0 || after == 0) {
            return amount + (before == 0 ? " (new)" : " (gone)");
        }
        return amount + " (" + sign + Weights.number(100 * Math.abs(after / before - 1)) + " %)";
    }
}
