package dev.podflame.collector.ingest;

/// What became of a request that was given to the spool.
sealed interface Appended {

    /// On disk, and will be stored.
    record Stored() implements Appended {}

    /// This batch is on disk or stored already.
    record Repeated() implements Appended {}

    /// The spool has no room.
    record Full() implements Appended {}

    /// The disk refused.
    ///
    /// @param reason what the operating system said
    record Failed(String reason) implements Appended {}
}
