package dev.podflame.collector.api;

import dev.podflame.collector.flamegraph.SvgOptions;
import dev.podflame.collector.query.BadQueryException;

/// Reads how an SVG is to be drawn.
final class SvgRequest {
    private SvgRequest() {}

    static SvgOptions options(ApiRequest request) throws BadQueryException {
        SvgOptions otherwise = SvgOptions.DEFAULT;
        String minWidth = request.text("minWidth", Double.toString(otherwise.minWidth()));
        try {
            return new SvgOptions(
                    request.number("width", otherwise.width(), 200, 10_000),
                    request.number("rowHeight", otherwise.rowHeight(), 8, 60),
                    Double.parseDouble(minWidth),
                    request.choice("direction", otherwise.direction()),
                    request.choice("theme", otherwise.theme()));
        } catch (NumberFormatException e) {
            throw new BadQueryException("minWidth isn't a number: " + minWidth + ".", "Give pixels, such as 0.5.");
        } catch (IllegalArgumentException e) {
            throw new BadQueryException("The picture can't be drawn so: " + e.getMessage() + ".", "Leave it out.");
        }
    }
}
