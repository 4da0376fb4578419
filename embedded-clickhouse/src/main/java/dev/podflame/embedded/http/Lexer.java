package dev.podflame.embedded.http;

import java.nio.charset.StandardCharsets;

/// Walks over SQL far enough to tell words from what is inside strings, quoted names, comments and brackets. Works on
/// bytes, since the data of an INSERT may follow in the same text.
final class Lexer {
    enum Kind {
        WORD,
        OTHER,
        /// The text ends, perhaps inside a string or comment.
        END
    }

    private final byte[] text;
    private final int end;
    private int start;
    private int position;
    private int depth;

    Lexer(byte[] text, int end) {
        this.text = text;
        this.end = end;
    }

    /// Where the current token begins.
    int start() {
        return start;
    }

    /// Where the current token ended.
    int position() {
        return position;
    }

    /// How many brackets are open after the current token.
    int depth() {
        return depth;
    }

    /// Whether the current token is this keyword.
    boolean is(String keyword) {
        if (position - start != keyword.length()) {
            return false;
        }
        for (int i = 0; i < keyword.length(); i++) {
            if ((text[start + i] & ~0x20) != keyword.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    boolean startsWith(char expected) {
        return start < end && text[start] == expected;
    }

    String word() {
        return new String(text, start, position - start, StandardCharsets.UTF_8);
    }

    Kind next() {
        skipBlanks();
        start = position;
        if (position >= end) {
            return Kind.END;
        }
        byte first = text[position];
        if (isWord(first)) {
            while (position < end && isWord(text[position])) {
                position++;
            }
            return Kind.WORD;
        }
        position++;
        switch (first) {
            case '(', '[', '{' -> depth++;
            case ')', ']', '}' -> depth--;
            case '\'', '"', '`' -> skipQuoted(first);
            case '$' -> skipHeredoc();
            default -> {}
        }
        return Kind.OTHER;
    }

    private void skipBlanks() {
        while (position < end) {
            byte c = text[position];
            if (c == ' ' || (c >= '\t' && c <= '\r')) {
                position++;
            } else if (at("--") || at("#!") || at("# ")) {
                skipPast("\n");
            } else if (at("/*")) {
                skipPast("*/");
            } else {
                return;
            }
        }
    }

    private void skipQuoted(byte quote) {
        while (position < end) {
            byte c = text[position++];
            if (c == '\\') {
                position = Math.min(position + 1, end);
            } else if (c == quote) {
                return; // A doubled quote begins another string right here, which comes to the same.
            }
        }
    }

    /// `$tag$ … $tag$`.
    private void skipHeredoc() {
        int tag = position;
        while (tag < end && isWord(text[tag])) {
            tag++;
        }
        if (tag >= end || text[tag] != '$') {
            return;
        }
        String delimiter = new String(text, start, tag + 1 - start, StandardCharsets.ISO_8859_1);
        position = tag + 1;
        skipPast(delimiter);
    }

    private void skipPast(String delimiter) {
        while (position < end) {
            if (at(delimiter)) {
                position += delimiter.length();
                return;
            }
            position++;
        }
    }

    private boolean at(String expected) {
        if (position + expected.length() > end) {
            return false;
        }
        for (int i = 0; i < expected.length(); i++) {
            if (text[position + i] != (byte) expected.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWord(byte c) {
        return c == '_' || (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z');
    }
}
