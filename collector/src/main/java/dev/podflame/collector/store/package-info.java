/// The second stage: puts what ingest took into ClickHouse, and keeps ClickHouse running where it is the embedded one.
///
/// In: closed segments of the spool. Out: rows in the tables of the schema, each sample exactly once.
@NullMarked
package dev.podflame.collector.store;

import org.jspecify.annotations.NullMarked;
