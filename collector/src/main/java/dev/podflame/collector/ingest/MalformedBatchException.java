package dev.podflame.collector.ingest;

/// A request's body isn't what it claims to be; the message is for its sender.
public final class MalformedBatchException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedBatchException(String message, Throwable cause) {
        super(message, cause);
    }
}
