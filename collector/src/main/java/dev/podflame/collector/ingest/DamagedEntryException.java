package dev.podflame.collector.ingest;

import java.io.IOException;

/// An entry of the spool can't be understood any more: reading it again won't help.
final class DamagedEntryException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedEntryException(String message) {
        super(message);
    }
}
