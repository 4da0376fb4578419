package dev.podflame.embedded;

/// Exit codes; a supervisor can tell what a restart would not cure.
enum Exit {
    ENDED(0),
    PASSWORD_MISSING(10),
    LIBRARY_MISSING(11),
    LIBRARY_UNUSABLE(12),
    LIBRARY_TOO_OLD(13),
    DATA_UNUSABLE(14),
    DATA_LOCKED(15),
    PORT_IN_USE(16),
    ENGINE_REFUSED(17);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }
}
