package dev.podflame.collector.flamegraph;

/// Draws a flame graph as one SVG file that needs nothing else: no script, no font, no link. Each node has a tooltip
/// (`<title>`) with its name, place, weight and share.
public final class SvgWriter {
    private static final int MARGIN = 12;
    private static final int HEAD = 52;
    /// Of the 12 px monospace fonts in use; a little more than most need.
    private static final double CHARACTER_WIDTH = 7.3;

    private final Picture picture;
    private final FlameGraph graph;
    private final SvgOptions options;
    private final StringBuilder svg = new StringBuilder(64 * 1024);

    private SvgWriter(Picture picture, SvgOptions options) {
        this.picture = picture;
        this.graph = picture.graph();
        this.options = options;
    }

    /// The file's text, to be encoded as UTF-8.
    public static String write(FlameGraphHeader header, FlameGraph graph, SvgOptions options) {
        return new SvgWriter(new ProfilePicture(header, graph), options).document();
    }

    /// The same of two profiles over each other.
    public static String write(
            FlameGraphHeader before, FlameGraphHeader after, FlameGraphPair pair, SvgOptions options) {
        return new SvgWriter(new DiffPicture(before, after, pair), options).document();
    }

    private String document() {
        SvgLayout layout = SvgLayout.of(graph, options.width() - 2.0 * MARGIN, options.minWidth());
        int height = HEAD + layout.levels() * options.rowHeight() + MARGIN;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"").append(options.width());
        svg.append("\" height=\"").append(height);
        svg.append("\" viewBox=\"0 0 ").append(options.width()).append(' ').append(height);
        svg.append("\" font-family=\"system-ui, sans-serif\" font-size=\"12\">\n");
        svg.append("<rect width=\"100%\" height=\"100%\" fill=\"").append(options.theme().background);
        svg.append("\"/>\n");
        head();
        svg.append("<g font-family=\"ui-monospace, Menlo, Consolas, monospace\" fill=\"");
        svg.append(Palette.FRAME_TEXT).append("\">\n");
        for (int i = 0; i < layout.size(); i++) {
            node(layout, i);
        }
        svg.append("</g>\n</svg>\n");
        return svg.toString();
    }

    private void head() {
        text(MARGIN, 22, options.theme().text, "font-size=\"14\" font-weight=\"600\"", picture.title());
        text(MARGIN, 41, options.theme().dim, "", picture.note());
    }

    private void text(int x, int y, String colour, String attributes, String text) {
        svg.append("<text x=\"")
                .append(x)
                .append("\" y=\"")
                .append(y)
                .append("\" fill=\"")
                .append(colour);
        svg.append("\" ")
                .append(attributes)
                .append('>')
                .append(XmlText.escape(text))
                .append("</text>\n");
    }

    private void node(SvgLayout layout, int i) {
        int node = layout.node(i);
        double x = MARGIN + layout.left(i);
        double width = (options.width() - 2.0 * MARGIN) * share(node);
        int row = options.rowHeight();
        int depth = graph.depth(node);
        int y = HEAD
                + row
                        * switch (options.direction()) {
                            case ICICLE -> depth;
                            case FLAME -> layout.levels() - 1 - depth;
                        };
        svg.append("<g><title>").append(XmlText.escape(picture.tooltip(node))).append("</title><rect x=\"");
        svg.append(tenths(x)).append("\" y=\"").append(y).append("\" width=\"");
        // A gap between neighbours, unless it would swallow the node.
        svg.append(tenths(width > 2 ? width - 1 : width)).append("\" height=\"").append(row - 1);
        svg.append("\" rx=\"").append(width > 4 ? 2 : 0).append("\" fill=\"");
        svg.append(picture.colour(node)).append("\"/>");
        int characters = (int) ((width - 8) / CHARACTER_WIDTH);
        if (characters >= 2) {
            svg.append("<text x=\"")
                    .append(tenths(x + 4))
                    .append("\" y=\"")
                    .append(y + row * 0.7)
                    .append("\">");
            svg.append(XmlText.escape(XmlText.shorten(picture.label(node), characters)))
                    .append("</text>");
        }
        svg.append("</g>\n");
    }

    private double share(int node) {
        return graph.total() == 0 ? 1 : (double) graph.value(node) / graph.total();
    }

    private static double tenths(double pixels) {
        return Math.round(pixels * 10) / 10.0;
    }
}
