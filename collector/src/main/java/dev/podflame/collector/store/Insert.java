package dev.podflame.collector.store;

import static java.util.Objects.requireNonNull;

import java.util.List;

/// One block of rows for one table.
///
/// @param table table of the schema
/// @param columns columns in the order that `rows` has them
/// @param rows the rows
/// @param token deduplication token: the same token for the same table counts once, however often it is sent
public record Insert(String table, List<String> columns, RowBinaryWriter rows, String token) {

    public Insert {
        requireNonNull(table, "table is null");
        requireNonNull(rows, "rows is null");
        columns = List.copyOf(columns);
        if (token.isBlank()) {
            throw new IllegalArgumentException("an insert without a token could count twice");
        }
    }
}
