package dev.podflame.embedded.http;

/// The HTTP status that ClickHouse answers for an error code
/// (`src/Server/HTTP/exceptionCodeToHTTPStatus.cpp` of ClickHouse).
final class HttpStatus {
    private HttpStatus() {}

    static int of(int code) {
        return switch (code) {
            case 194 -> 401;
            case 192, 193, 497, 511, 516 -> 403;
            // Bad arguments, syntax, values that don't parse, types that don't fit.
            case 6,
                    15,
                    16,
                    25,
                    26,
                    27,
                    36,
                    38,
                    41,
                    44,
                    53,
                    55,
                    56,
                    62,
                    69,
                    72,
                    117,
                    167,
                    168,
                    190,
                    427,
                    441,
                    675,
                    676 -> 400;
            // Something that the statement names is unknown.
            case 46, 47, 50, 60, 63, 73, 78, 81, 108, 115, 336, 508 -> 404;
            case 159 -> 408;
            case 381 -> 411;
            case 223 -> 413;
            case 415 -> 415;
            case 48 -> 501;
            case 76, 209, 439 -> 503;
            default -> 500;
        };
    }
}
