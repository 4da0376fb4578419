package dev.podflame.collector.ingest;

/// A body is larger than a request may be.
public final class BodyTooLargeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BodyTooLargeException(int limit) {
        super("a request has at most " + limit + " bytes uncompressed; send smaller batches");
    }
}
