package dev.podflame.embedded.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the beginning of a request's text turns out to be.
sealed interface Statement {

    /// More text is needed to tell.
    record Undecided() implements Statement {}

    /// Anything without data behind it; all of the text is SQL.
    record Query() implements Statement {}

    /// An INSERT whose data follows the SQL.
    ///
    /// @param sqlEnd    where the SQL ends, before FORMAT or VALUES
    /// @param format    of the data
    /// @param dataStart where the data begins
    record Insert(int sqlEnd, String format, int dataStart) implements Statement {}

    /// Looks at what has arrived of a text.
    ///
    /// @param text     what has arrived so far, up to `end`
    /// @param complete whether nothing follows
    static Statement recognise(byte[] text, int end, boolean complete) {
        Lexer lexer = new Lexer(text, end);
        if (!nextIsWhole(lexer, end, complete)) {
            return complete ? new Query() : new Undecided();
        }
        if (!lexer.is("INSERT")) {
            return new Query();
        }
        while (nextIsWhole(lexer, end, complete)) {
            if (lexer.depth() != 0) {
                continue;
            }
            if (lexer.is("VALUES")) {
                return new Insert(lexer.start(), "Values", lexer.position());
            }
            if (lexer.is("SELECT") || lexer.is("WITH") || lexer.is("FROM") || lexer.is("WATCH")) {
                return new Query();
            }
            if (lexer.is("FORMAT")) {
                int sqlEnd = lexer.start();
                if (!nextIsWhole(lexer, end, complete)) {
                    break;
                }
                int dataStart = pastBlanks(text, lexer.position(), end);
                boolean whole = complete || dataStart < end || text[end - 1] == '\n';
                return whole ? new Insert(sqlEnd, lexer.word(), dataStart) : new Undecided();
            }
        }
        // No data at all; as an ordinary query it would make the engine read the process's standard input.
        return complete ? new Insert(end, "Values", end) : new Undecided();
    }

    /// A word at the very end may go on in the next piece.
    private static boolean nextIsWhole(Lexer lexer, int end, boolean complete) {
        Lexer.Kind kind = lexer.next();
        return kind != Lexer.Kind.END && (complete || lexer.position() < end);
    }

    /// Blanks up to the first line end belong to the SQL, everything after it to the data.
    private static int pastBlanks(byte[] text, int from, int end) {
        int position = from;
        while (position < end && (text[position] == ' ' || text[position] == '\t')) {
            position++;
        }
        if (position < end && text[position] == '\r') {
            position++;
        }
        if (position < end && text[position] == '\n') {
            position++;
        }
        return position;
    }

    /// What a query without data says about itself.
    ///
    /// @param firstWord  in capitals, empty when the text begins with something else
    /// @param isBlank    whether there is nothing but blanks and comments
    /// @param format     named by `FORMAT` outside brackets, null when there is none
    /// @param toFile     whether it asks for `INTO OUTFILE` or `FROM INFILE`
    /// @param readsInput whether it is an INSERT that selects from `input()`
    record Shape(
            String firstWord, boolean isBlank, @Nullable String format, boolean toFile, boolean readsInput) {

        static Shape of(byte[] sql) {
            Lexer lexer = new Lexer(sql, sql.length);
            Lexer.Kind kind = lexer.next();
            boolean blank = kind == Lexer.Kind.END;
            String first = kind == Lexer.Kind.WORD ? lexer.word().toUpperCase(Locale.ROOT) : "";
            String format = null;
            boolean toFile = false;
            boolean input = false;
            while (kind != Lexer.Kind.END) {
                boolean afterFormat = lexer.depth() == 0 && lexer.is("FORMAT");
                boolean afterDirection = lexer.depth() == 0 && (lexer.is("INTO") || lexer.is("FROM"));
                boolean afterInput = lexer.is("INPUT");
                kind = lexer.next();
                if (kind == Lexer.Kind.WORD && afterFormat) {
                    format = lexer.word();
                }
                toFile |= kind == Lexer.Kind.WORD && afterDirection && (lexer.is("OUTFILE") || lexer.is("INFILE"));
                input |= afterInput && kind == Lexer.Kind.OTHER && lexer.startsWith('(');
            }
            return new Shape(first, blank, format, toFile, input && first.equals("INSERT"));
        }

        boolean isSelect() {
            return firstWord.equals("SELECT") || firstWord.equals("WITH") || firstWord.isEmpty();
        }
    }
}
