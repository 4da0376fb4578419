package dev.podflame.collector.ingest;

/// Makes names from outside fit to be stored and shown: control characters become spaces, and what is too long is cut
/// and says so. Markup stays as it is; whoever writes HTML or SVG escapes it.
public final class CleanText {
    /// Characters of a name or value at most.
    static final int MAX_CHARS = 1024;

    static final String CUT = "…(cut)";

    private CleanText() {}

    /// The text itself if nothing is wrong with it.
    public static String clean(String text) {
        int length = text.length();
        if (length > MAX_CHARS) {
            return withoutControls(cut(text));
        }
        for (int i = 0; i < length; i++) {
            if (isControl(text.charAt(i))) {
                return withoutControls(text);
            }
        }
        return text;
    }

    private static String cut(String text) {
        int end = MAX_CHARS - CUT.length();
        if (Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + CUT;
    }

    private static String withoutControls(String text) {
        StringBuilder clean = new StringBuilder(text);
        for (int i = 0; i < clean.length(); i++) {
            if (isControl(clean.charAt(i))) {
                clean.setCharAt(i, ' ');
            }
        }
        return clean.toString();
    }

    /// C0, DEL, C1, and the marks that turn the direction of the text around them.
    private static boolean isControl(char c) {
        return c < 0x20
                || (c >= 0x7f && c < 0xa0)
                || c == '\u2028'
                || c == '\u2029'
                || (c >= '\u202a' && c <= '\u202e')
                || (c >= '\u2066' && c <= '\u2069');
    }
}
