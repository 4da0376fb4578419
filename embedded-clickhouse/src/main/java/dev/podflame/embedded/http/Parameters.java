package dev.podflame.embedded.http;

import dev.podflame.embedded.chdb.ChdbException;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a request's URL says: parameters of the protocol, query parameters (`param_*`), and settings (all others).
///
/// @param path       without the query string
/// @param protocol   parameters that the protocol itself knows
/// @param statement  values for `{name:Type}` in the statement
/// @param settings   ClickHouse settings for this statement
record Parameters(
        String path, Map<String, String> protocol, Map<String, String> statement, Map<String, String> settings) {
    private static final int MOST = 20_000;
    private static final int MOST_SETTINGS = 500;
    private static final String STATEMENT_PREFIX = "param_";
    private static final Pattern SETTING = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,199}");
    private static final Set<String> PROTOCOL = Set.of(
            "query",
            "database",
            "default_format",
            "query_id",
            "user",
            "password",
            "session_id",
            "session_timeout",
            "session_check",
            "close_session",
            "quota_key",
            "role",
            "compress",
            "decompress",
            "wait_end_of_query",
            "buffer_size",
            "stacktrace",
            "client_protocol_version",
            "enable_http_compression",
            "http_zlib_compression_level",
            "send_progress_in_http_headers");

    Parameters {
        protocol = Map.copyOf(protocol);
        statement = Map.copyOf(statement);
        settings = Map.copyOf(settings);
    }

    /// @throws ChdbException when the URL can't be decoded or a name can't be a setting's
    static Parameters parse(String uri) {
        QueryStringDecoder decoder = QueryStringDecoder.builder()
                .maxParams(MOST)
                .semicolonIsNormalChar(true)
                .build(uri);
        Map<String, String> protocol = new HashMap<>();
        Map<String, String> statement = new HashMap<>();
        Map<String, String> settings = new TreeMap<>();
        try {
            for (Map.Entry<String, List<String>> entry : decoder.parameters().entrySet()) {
                String name = entry.getKey();
                String value = entry.getValue().getLast();
                if (PROTOCOL.contains(name)) {
                    protocol.put(name, value);
                } else if (name.startsWith(STATEMENT_PREFIX)) {
                    statement.put(name.substring(STATEMENT_PREFIX.length()), value);
                } else if (SETTING.matcher(name).matches()) {
                    settings.put(name, value);
                } else {
                    throw ChdbException.of(115, "Unknown setting '" + name + "'.", "UNKNOWN_SETTING");
                }
            }
            if (settings.size() > MOST_SETTINGS) {
                throw ChdbException.of(36, "More than " + MOST_SETTINGS + " settings in one request", "BAD_ARGUMENTS");
            }
            return new Parameters(decoder.path(), protocol, statement, settings);
        } catch (IllegalArgumentException e) {
            throw ChdbException.of(36, "The URL cannot be decoded: " + e.getMessage(), "BAD_ARGUMENTS");
        }
    }

    @Nullable
    String get(String name) {
        return protocol.get(name);
    }

    /// A switch of the protocol: on for `1` and `true`.
    boolean on(String name) {
        String value = protocol.getOrDefault(name, "0");
        return value.equals("1") || value.equalsIgnoreCase("true");
    }
}
