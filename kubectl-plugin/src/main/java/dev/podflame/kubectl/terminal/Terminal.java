package dev.podflame.kubectl.terminal;

import static java.util.Objects.requireNonNull;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// Where a command writes: results to `out`, everything else to `err`.
///
/// @param watched whether a person watches `err`, so that progress makes sense
/// @param answering whether standard input is a terminal, so that questions make sense
public record Terminal(PrintStream out, PrintStream err, boolean watched, boolean answering) {
    /// Set by the launcher script, because Java can't tell which of its streams are terminals.
    private static final String WATCHED_PROPERTY = "podflame.watched";

    private static final String ANSWERING_PROPERTY = "podflame.answering";

    public Terminal {
        requireNonNull(out, "out is null");
        requireNonNull(err, "err is null");
    }

    /// This process's own, in UTF-8 whatever the locale: names of pods and functions stay as they are.
    public static Terminal ofProcess() {
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                Boolean.getBoolean(WATCHED_PROPERTY),
                Boolean.getBoolean(ANSWERING_PROPERTY));
    }

    /// Says something beside the result.
    public void note(String text) {
        err.println(text);
        err.flush();
    }

    public void show(Failure failure) {
        note("error: " + failure.problem());
        if (!failure.cure().isEmpty()) {
            note("  " + failure.cure());
        }
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }
}
