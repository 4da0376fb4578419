package dev.podflame.collector.flamegraph;

import java.util.List;

/// Draws a flame graph as one SVG file that needs nothing else: no script, no font, no link. Each node has a tooltip
/// (`<title>`) with its name, place, weight and share.
public final class SvgWriter {
    private static final int MARGIN = 12;
    private static final int TITLE = 33;
    private static final int LINE = 19;
    private static final int SWATCH = 110;
    /// Of the 12 px monospace fonts in use; a little more than most need.
    private static final double CHARACTER_WIDTH = 7.3;

    private final SvgContent content;
    private final FlameGraph graph;
    private final SvgOptions options;
    private final List<String> lines;
    private final int head;
    private final StringBuilder svg = new StringBuilder(64 * 1024);

    private SvgWriter(SvgContent content, SvgOptions options) {
        this.content = content;
        this.options = options;
        graph = content.graph();
        lines = content.lines();
        head = TITLE + LINE * (lines.size() + (content.legend().isEmpty() ? 0 : 1));
    }

    /// The file's text, to be encoded as UTF-8.
    public static String write(FlameGraphHeader header, FlameGraph graph, SvgOptions options) {
        return new SvgWriter(new ProfileSvg(header, graph), options).document();
    }

    /// Two profiles over each other, as the file's text.
    ///
    /// @param relative compare shares of each side's whole, not what they weigh per second
    public static String write(
            FlameGraphHeader before,
            FlameGraphHeader after,
            FlameGraphPair pair,
            boolean relative,
            SvgOptions options) {
        return new SvgWriter(new DiffSvg(before, after, pair, relative, options.theme()), options).document();
    }

    private String document() {
        SvgLayout layout = SvgLayout.of(graph, options.width() - 2.0 * MARGIN, options.minWidth());
        int height = head + layout.levels() * options.rowHeight() + MARGIN;
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
        text(MARGIN, 22, options.theme().text, "font-size=\"14\" font-weight=\"600\"", content.title());
        int y = 41;
        for (String line : lines) {
            text(MARGIN, y, options.theme().dim, "", line);
            y += LINE;
        }
        int x = MARGIN;
        for (SvgContent.Swatch swatch : content.legend()) {
            svg.append("<rect x=\"").append(x).append("\" y=\"").append(y - 10);
            svg.append("\" width=\"12\" height=\"12\" rx=\"2\" fill=\"")
                    .append(swatch.colour())
                    .append("\"/>\n");
            text(x + 17, y, options.theme().dim, "", swatch.text());
            x += SWATCH;
        }
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
        Function function = graph.functionOf(node);
        double x = MARGIN + layout.left(i);
        double width = (options.width() - 2.0 * MARGIN) * share(node);
        int row = options.rowHeight();
        int depth = graph.depth(node);
        int y = head
                + row
                        * switch (options.direction()) {
                            case ICICLE -> depth;
                            case FLAME -> layout.levels() - 1 - depth;
                        };
        svg.append("<g><title>").append(XmlText.escape(tooltip(node, function))).append("</title><rect x=\"");
        svg.append(tenths(x)).append("\" y=\"").append(y).append("\" width=\"");
        // A gap between neighbours, unless it would swallow the node.
        svg.append(tenths(width > 2 ? width - 1 : width)).append("\" height=\"").append(row - 1);
        svg.append("\" rx=\"").append(width > 4 ? 2 : 0).append("\" fill=\"");
        svg.append(content.colour(node)).append("\"/>");
        int characters = (int) ((width - 8) / CHARACTER_WIDTH);
        if (characters >= 2) {
            svg.append("<text x=\"")
                    .append(tenths(x + 4))
                    .append("\" y=\"")
                    .append(y + row * 0.7)
                    .append("\">");
            svg.append(XmlText.escape(XmlText.shorten(label(node, function), characters)))
                    .append("</text>");
        }
        svg.append("</g>\n");
    }

    private double share(int node) {
        return graph.total() == 0 ? 1 : (double) graph.value(node) / graph.total();
    }

    private String label(int node, Function function) {
        return node == 0 ? content.rootLabel() : function.name();
    }

    private String tooltip(int node, Function function) {
        StringBuilder tooltip = new StringBuilder(function.name());
        if (!function.file().isEmpty()) {
            tooltip.append(" · ").append(function.file());
        }
        if (!function.module().isEmpty()) {
            tooltip.append(" · ").append(function.module());
        }
        return tooltip.append(" · ").append(content.weight(node)).toString();
    }

    private static double tenths(double pixels) {
        return Math.round(pixels * 10) / 10.0;
    }
}
