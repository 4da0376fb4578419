/// The binding to libchdb's C interface (Foreign Function & Memory API): one class per family of calls, and above them
/// connections, result streams and insert streams as closeable objects. SQL and bytes come in, result bytes and
/// ClickHouse errors go out. Every call blocks its thread, so callers use platform threads.
@NullMarked
package dev.podflame.embedded.chdb;

import org.jspecify.annotations.NullMarked;
