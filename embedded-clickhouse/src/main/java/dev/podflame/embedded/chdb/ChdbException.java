package dev.podflame.embedded.chdb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// An error of the engine, or one of this server in ClickHouse's form: `Code: 60. DB::Exception: … (UNKNOWN_TABLE)`.
public final class ChdbException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// ClickHouse's UNKNOWN_EXCEPTION, for messages of the library that carry no code.
    private static final int UNKNOWN = 1002;

    private static final Pattern CODE = Pattern.compile("Code: (\\d{1,9})\\.");

    private final int code;

    private ChdbException(int code, String message) {
        super(message);
        this.code = code;
    }

    /// Takes the code out of the message.
    ///
    /// @param message as the engine words it
    public static ChdbException ofEngine(String message) {
        Matcher matcher = CODE.matcher(message);
        if (matcher.find()) {
            return new ChdbException(Integer.parseInt(matcher.group(1)), message.strip());
        }
        return of(UNKNOWN, message.strip(), "UNKNOWN_EXCEPTION");
    }

    /// An error of this server.
    ///
    /// @param name ClickHouse's name of the code
    public static ChdbException of(int code, String text, String name) {
        return new ChdbException(code, "Code: " + code + ". DB::Exception: " + text + " (" + name + ")");
    }

    public int code() {
        return code;
    }

    /// Never null here, unlike in [Throwable].
    public String text() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
