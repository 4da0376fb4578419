/// ClickHouse's HTTP protocol: requests of ClickHouse's Java client, its JDBC driver and curl come in, statements for
/// the engine go out, results and ClickHouse's error codes go back.
@NullMarked
package dev.podflame.embedded.http;

import org.jspecify.annotations.NullMarked;
