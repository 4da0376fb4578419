package dev.podflame.profile.otlp;

/// The bytes are not a valid OTLP profiles message. The message says what is wrong, [#offset()] where.
public final class MalformedProfileException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long offset;

    public MalformedProfileException(long offset, String reason) {
        super(reason + " (at byte " + offset + ")");
        this.offset = offset;
    }

    /// Bytes read before the fault was noticed.
    public long offset() {
        return offset;
    }
}
