package dev.podflame.embedded.chdb;

/// What the engine's own parser says of a statement, without running it.
///
/// @param statements how many statements the text holds; 0 for text that does not parse
/// @param effect     what the most far-reaching of them changes
public record Analysis(int statements, Effect effect) {

    /// In the order of the C enumeration `chdb_query_class`.
    public enum Effect {
        READ_ONLY,
        MUTATING,
        MUTATING_GLOBAL,
        /// `SET`, `USE`, `KILL`, `SYSTEM`, …: may leave something behind in the connection.
        CONTROL,
        UNKNOWN;

        private static final Effect[] BY_CODE = values();

        static Effect of(int code) {
            return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : UNKNOWN;
        }
    }
}
