package dev.podflame.embedded;

/// Why the server cannot start, and what to do about it.
final class StartupFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final Exit exit;

    StartupFailure(Exit exit, String reason, String cure) {
        super(reason + "\n  cure: " + cure);
        this.exit = exit;
    }

    Exit exit() {
        return exit;
    }
}
