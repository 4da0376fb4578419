package dev.podflame.bench.part;

import dev.podflame.bench.program.Waiting;
import dev.podflame.bench.store.Database;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// Whether what was sent is in the tables.
final class StoredRows {
    // The spool holds 2 GB; a busy machine takes its time.
    private static final Duration PATIENCE = Duration.ofMinutes(20);

    private static final Duration ROLLUP_PATIENCE = Duration.ofMinutes(1);
    private static final List<String> SUMMED = List.of("samples", "svc_1m", "svc_1h", "totals_1m");

    private final Database database;

    StoredRows(Database database) {
        this.database = database;
    }

    /// Waits until so many rows can be seen, and the rollups have them too: ClickHouse shows a table's rows a moment
    /// before those that its views make of them. Counting costs ClickHouse nothing: parts know their rows.
    void await(long rows, long nanos) throws IOException, InterruptedException {
        Waiting.until(rows + " rows in samples", PATIENCE, () -> count() >= rows);
        try {
            Waiting.until("the rollups", ROLLUP_PATIENCE, () -> {
                for (String table : SUMMED) {
                    if (sum(table) < nanos) {
                        return false;
                    }
                }
                return true;
            });
        } catch (IOException e) {
            check(rows, nanos);
            throw e;
        }
    }

    /// Fails unless all tables that hold the samples hold exactly these.
    void check(long rows, long nanos) throws IOException {
        expect("rows in samples", rows, count());
        for (String table : SUMMED) {
            expect("sum in " + table, nanos, sum(table));
        }
    }

    private long sum(String table) throws IOException {
        return database.number("SELECT sum(value) FROM " + table);
    }

    private long count() throws IOException {
        return database.number("SELECT count() FROM samples");
    }

    private static void expect(String what, long sent, long found) {
        if (sent != found) {
            throw new IllegalStateException(what + ": sent " + sent + ", found " + found);
        }
    }
}
