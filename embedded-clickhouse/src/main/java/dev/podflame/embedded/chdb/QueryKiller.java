package dev.podflame.embedded.chdb;

/// Stops the statement that a connection is running, from outside. The C interface cannot interrupt a blocked call, so
/// this goes through `KILL QUERY` on a connection of its own. The engine gives every statement a random query ID that
/// it doesn't tell; each pooled connection therefore carries a setting that means nothing here (it concerns the TCP
/// server), by which its statement is found.
public final class QueryKiller implements AutoCloseable {
    static final String MARK_SETTING = "idle_connection_timeout";
    static final long FIRST_MARK = 1_000_001;

    private final ChdbConnection control;

    public QueryKiller(ChdbConnection control) {
        this.control = control;
    }

    /// Asks the engine to stop what runs on the connection, if anything does. Returns at once.
    public synchronized void kill(PooledConnection victim) {
        control.run("KILL QUERY WHERE Settings['" + MARK_SETTING + "'] = '" + victim.mark() + "' ASYNC", "Null");
    }

    /// The engine's time zone, which responses carry.
    public synchronized String timezone() {
        return control.run("SELECT timezone()", "TabSeparated").strip();
    }

    @Override
    public synchronized void close() {
        control.close();
    }
}
