package dev.podflame.kubectl.terminal;

/// Names come from foreign programs; on a terminal their control characters would be commands.
public final class PlainText {
    private PlainText() {}

    /// The text on one line, with control characters as spaces.
    public static String of(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints().forEach(point -> plain.appendCodePoint(isPlain(point) ? point : ' '));
        return plain.toString().strip();
    }

    private static boolean isPlain(int point) {
        return switch (Character.getType(point)) {
            // Format characters can turn the direction of what follows.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
