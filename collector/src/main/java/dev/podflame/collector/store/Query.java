package dev.podflame.collector.store;

import java.util.HashMap;
import java.util.Map;

/// A SELECT with its parameters and settings.
///
/// @param sql the statement without FORMAT; parameters are written `{name:Type}`
/// @param parameters values of the parameters, bound by ClickHouse, never pasted into the text
/// @param settings ClickHouse settings of this query, such as `max_execution_time`
public record Query(String sql, Map<String, Object> parameters, Map<String, String> settings) {

    public Query {
        parameters = Map.copyOf(parameters);
        settings = Map.copyOf(settings);
    }

    public static Query of(String sql) {
        return new Query(sql, Map.of(), Map.of());
    }

    /// The same query with one more parameter.
    public Query with(String parameter, Object value) {
        Map<String, Object> more = new HashMap<>(parameters);
        more.put(parameter, value);
        return new Query(sql, more, settings);
    }

    /// The same query with one more setting.
    public Query setting(String name, String value) {
        Map<String, String> more = new HashMap<>(settings);
        more.put(name, value);
        return new Query(sql, parameters, more);
    }
}
