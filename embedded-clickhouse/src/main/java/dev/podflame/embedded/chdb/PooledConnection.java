package dev.podflame.embedded.chdb;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A connection with what is known of its state: settings and current database, changed only where a statement needs
/// others. Belongs to the thread that took it from the pool.
public final class PooledConnection {
    private final ChdbConnection connection;
    private final long mark;
    private final Map<String, String> house;
    private Map<String, String> applied = Map.of();
    private String database = "default";
    private boolean spoiled;

    /// @param house settings that hold unless a request says otherwise
    PooledConnection(ChdbConnection connection, long mark, Map<String, String> house) {
        this.connection = connection;
        this.mark = mark;
        this.house = Map.copyOf(house);
    }

    public ChdbConnection connection() {
        return connection;
    }

    /// Distinguishes this connection's queries in `system.processes`, see [QueryKiller].
    long mark() {
        return mark;
    }

    /// Nothing but these settings and this database hold for the next statement.
    ///
    /// @throws ChdbException for an unknown setting, a bad value, an unknown database
    public void prepare(Map<String, String> settings, String wantedDatabase) {
        // Whatever goes wrong between here and the end leaves the connection in a state that isn't known.
        boolean before = spoiled;
        spoiled = true;
        apply(settings);
        if (!wantedDatabase.equals(database)) {
            connection.run("USE " + SqlText.identifier(wantedDatabase), "Null");
            database = wantedDatabase;
        }
        spoiled = before;
    }

    private void apply(Map<String, String> settings) {
        Map<String, String> changes = new TreeMap<>();
        applied.keySet().stream()
                .filter(name -> !settings.containsKey(name))
                .forEach(name -> changes.put(name, house.containsKey(name) ? quoted(house.get(name)) : "DEFAULT"));
        settings.forEach((name, value) -> {
            if (!value.equals(applied.get(name))) {
                changes.put(name, quoted(value));
            }
        });
        if (changes.isEmpty()) {
            return;
        }
        String assignments = changes.entrySet().stream()
                .map(change -> change.getKey() + " = " + change.getValue())
                .collect(Collectors.joining(", "));
        connection
                .query(("SET " + assignments).getBytes(StandardCharsets.UTF_8), "Null", Map.of())
                .close();
        applied = Map.copyOf(settings);
    }

    private static String quoted(@Nullable String value) {
        return SqlText.literal(value == null ? "" : value);
    }

    /// The statement may have changed the session (`SET`, `USE`, temporary tables): don't use the connection again.
    public void spoil() {
        spoiled = true;
    }

    boolean spoiled() {
        return spoiled;
    }
}
