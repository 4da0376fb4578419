/// The first stage: takes OTLP over HTTP and gRPC, checks it, and puts it on disk before it is acknowledged.
///
/// In: requests of agents. Out: closed segments of the spool, in order, each a list of checked and cleaned batches.
@NullMarked
package dev.podflame.collector.ingest;

import org.jspecify.annotations.NullMarked;
