package dev.podflame.collector.flamegraph;

import static java.util.Objects.requireNonNull;

/// How an SVG is drawn.
///
/// @param width width of the picture in pixels
/// @param rowHeight height of a level in pixels
/// @param minWidth nodes narrower than that many pixels are left out with all below them
/// @param direction which way the stacks grow
/// @param theme dark or light
public record SvgOptions(int width, int rowHeight, double minWidth, Direction direction, Theme theme) {

    public static final SvgOptions DEFAULT = new SvgOptions(1200, 20, 0.3, Direction.ICICLE, Theme.LIGHT);

    /// Which way the stacks grow.
    public enum Direction {
        /// Root on top.
        ICICLE,
        /// Root at the bottom.
        FLAME
    }

    /// Colours around the graph, the same as the page's.
    public enum Theme {
        DARK("#14171d", "#e5e8ec", "#9a9fa6"),
        LIGHT("#ffffff", "#1c1f25", "#54585f");

        final String background;
        final String text;
        final String dim;

        Theme(String background, String text, String dim) {
            this.background = background;
            this.text = text;
            this.dim = dim;
        }
    }

    public SvgOptions {
        requireNonNull(direction, "direction is null");
        requireNonNull(theme, "theme is null");
        require(width >= 200 && width <= 10_000, "width has to be between 200 and 10000 pixels");
        require(rowHeight >= 8 && rowHeight <= 60, "rowHeight has to be between 8 and 60 pixels");
        require(minWidth >= 0.1 && minWidth <= 100, "minWidth has to be between 0.1 and 100 pixels");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
