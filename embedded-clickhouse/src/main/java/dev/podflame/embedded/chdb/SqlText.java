package dev.podflame.embedded.chdb;

/// Quotes names and values for ClickHouse's SQL.
public final class SqlText {
    private SqlText() {}

    public static String literal(String value) {
        return quote(value, '\'');
    }

    public static String identifier(String name) {
        return quote(name, '`');
    }

    private static String quote(String text, char quote) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == quote || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c == '\0') {
                quoted.append("\\0");
            } else {
                quoted.append(c);
            }
        }
        return quoted.append(quote).toString();
    }
}
