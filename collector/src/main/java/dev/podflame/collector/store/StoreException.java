package dev.podflame.collector.store;

import java.io.IOException;

/// ClickHouse refused a statement or couldn't be reached.
public final class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    /// The code of a failure that isn't ClickHouse's own: no connection, a broken one, a timeout on our side.
    public static final int UNREACHABLE = 0;

    private final int code;

    public StoreException(int code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /// ClickHouse's error code (its `ErrorCodes`), or [#UNREACHABLE].
    public int code() {
        return code;
    }
}
