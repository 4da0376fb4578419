package dev.podflame.collector.query;

import static java.util.Objects.requireNonNull;

/// What was asked for cannot be answered, and what to ask instead. A person reads both.
public final class BadQueryException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String cure;

    public BadQueryException(String message, String cure) {
        super(message);
        this.cure = requireNonNull(cure, "cure is null");
    }

    public String cure() {
        return cure;
    }
}
