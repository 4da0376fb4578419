package dev.podflame.collector.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Brings the tables to the state that this program expects: numbered scripts, each applied once and in order, each
/// safe to repeat when a start was cut short. Scripts are only ever added.
public final class Schema {
    private static final List<String> SCRIPTS = List.of("0001_tables.sql", "0002_levels.sql", "0003_sample_times.sql");
    private static final String APPLIED = "CREATE TABLE IF NOT EXISTS schema_migrations"
            + " (version UInt32, script String, applied DateTime('UTC') DEFAULT now())"
            + " ENGINE = ReplacingMergeTree ORDER BY version"
            + " SETTINGS non_replicated_deduplication_window = 100";

    private final ClickHouse clickHouse;
    private final Map<String, String> values;

    public Schema(ClickHouse clickHouse, Retention retention) {
        this.clickHouse = clickHouse;
        this.values = Map.of(
                "${days.times}", Integer.toString(retention.timeDays()),
                "${days.raw}", Integer.toString(retention.rawDays()),
                "${days.minutes}", Integer.toString(retention.minuteDays()),
                "${days.hours}", Integer.toString(retention.hourDays()));
    }

    /// Applies what is missing.
    public void migrate() throws StoreException {
        clickHouse.createDatabase();
        clickHouse.execute(APPLIED);
        Set<String> applied = applied();
        for (int i = 0; i < SCRIPTS.size(); i++) {
            String script = SCRIPTS.get(i);
            if (!applied.contains(script)) {
                for (String statement : statements(script)) {
                    clickHouse.execute(statement);
                }
                RowBinaryWriter row = new RowBinaryWriter(64).int32(i + 1).string(script);
                row.endRow();
                clickHouse.insert(new Insert("schema_migrations", List.of("version", "script"), row, script));
            }
        }
    }

    private Set<String> applied() throws StoreException {
        return clickHouse.query(Query.of("SELECT script FROM schema_migrations"), rows -> {
            Set<String> scripts = new HashSet<>();
            while (rows.next()) {
                scripts.add(rows.string());
            }
            return scripts;
        });
    }

    /// The statements of a script; each ends with a semicolon at the end of a line.
    List<String> statements(String script) {
        String text = resource(script);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        List<String> statements = new ArrayList<>();
        for (String statement : text.split(";\\s*\n", -1)) {
            if (!statement.isBlank()) {
                statements.add(statement.strip());
            }
        }
        return statements;
    }

    private static String resource(String name) {
        try (InputStream in = Schema.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its own file " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("the program can't read its own file " + name, e);
        }
    }
}
