package dev.podflame.collector.flamegraph;

/// Text inside XML. Names come from anywhere, so whatever XML 1.0 cannot hold (control characters, halves of surrogate
/// pairs) becomes U+FFFD.
final class XmlText {
    private static final char REPLACEMENT = '\uFFFD';

    private XmlText() {}

    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isLegal(point) ? point : REPLACEMENT);
            }
        });
        return escaped.toString();
    }

    /// At most so many characters, the end replaced by an ellipsis.
    static String shorten(String text, int characters) {
        if (text.codePointCount(0, text.length()) <= characters) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, characters - 1)) + "…";
    }

    /// XML 1.0, production 2, without tab and line breaks, which would vanish in a label.
    private static boolean isLegal(int point) {
        return (point >= 0x20 && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || (point >= 0x10000 && point <= 0x10FFFF);
    }
}
