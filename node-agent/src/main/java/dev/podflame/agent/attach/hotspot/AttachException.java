package dev.podflame.agent.attach.hotspot;

import java.io.Serial;

/// A JVM couldn't be attached to, or didn't do what it was told.
public final class AttachException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final Refusal refusal;

    /// @param message a sentence with cause and cure
    AttachException(Refusal refusal, String message) {
        super(message);
        this.refusal = refusal;
    }

    AttachException(Refusal refusal, String message, Throwable cause) {
        super(message, cause);
        this.refusal = refusal;
    }

    public Refusal refusal() {
        return refusal;
    }
}
