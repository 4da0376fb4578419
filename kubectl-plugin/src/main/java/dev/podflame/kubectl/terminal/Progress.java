package dev.podflame.kubectl.terminal;

/// One line that says how far a wait has come, on a terminal only: a log file wants no such lines.
public final class Progress implements AutoCloseable {
    private static final String CLEAR_LINE = "\r\033[K";

    private final Terminal terminal;
    private boolean shown;

    public Progress(Terminal terminal) {
        this.terminal = terminal;
    }

    public void show(String text) {
        if (terminal.watched()) {
            terminal.err().print(CLEAR_LINE + text);
            terminal.err().flush();
            shown = true;
        }
    }

    /// Takes the line away again.
    @Override
    public void close() {
        if (shown) {
            terminal.err().print(CLEAR_LINE);
            terminal.err().flush();
            shown = false;
        }
    }
}
