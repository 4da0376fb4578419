package dev.podflame.agent.sample.jfr;

/// A chunk can't be read: it is no JFR, or holds what it shouldn't.
public final class BrokenWindowException extends Exception {
    private static final long serialVersionUID = 1L;

    public BrokenWindowException(String message) {
        super(message);
    }

    public BrokenWindowException(String message, Throwable cause) {
        super(message, cause);
    }
}
