package dev.podflame.collector.access;

import static java.util.Objects.requireNonNull;

import io.micronaut.http.HttpStatus;

/// A request isn't let through, and what whoever sent it can do about that. A person reads both.
public final class AccessException extends Exception {
    private static final long serialVersionUID = 1L;

    /// Why.
    public enum Kind {
        /// Nobody knows who asks.
        UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
        /// It is known who asks, and they may not.
        FORBIDDEN(HttpStatus.FORBIDDEN),
        /// Who could say it can't be asked. The door stays shut.
        UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE);

        private final HttpStatus status;

        Kind(HttpStatus status) {
            this.status = status;
        }

        public HttpStatus status() {
            return status;
        }
    }

    private final Kind kind;
    private final String cure;

    private AccessException(Kind kind, String message, String cure) {
        super(message);
        this.kind = requireNonNull(kind, "kind is null");
        this.cure = requireNonNull(cure, "cure is null");
    }

    static AccessException unauthenticated(String message) {
        return new AccessException(
                Kind.UNAUTHENTICATED,
                message,
                "Send Authorization: Bearer TOKEN. `kubectl create token podflame-viewer -n podflame --audience "
                        + Tokens.AUDIENCE + "` makes one; `kubectl podflame ui` does it for you.");
    }

    public static AccessException forbidden(String message, String cure) {
        return new AccessException(Kind.FORBIDDEN, message, cure);
    }

    static AccessException unavailable(String message, String cure) {
        return new AccessException(Kind.UNAVAILABLE, message, cure);
    }

    public Kind kind() {
        return kind;
    }

    public String cure() {
        return cure;
    }

    public String error() {
        return String.valueOf(getMessage());
    }
}
