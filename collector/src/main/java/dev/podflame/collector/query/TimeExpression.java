package dev.podflame.collector.query;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A time as people write it in a link: `now`, `now-15m` (s, m, h, d, w), milliseconds since the Unix epoch,
/// or ISO 8601 with its zone.
final class TimeExpression {
    private static final Pattern RELATIVE = Pattern.compile("now(?:\\s*-\\s*(\\d{1,9})\\s*([A-Za-z]*))?");
    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");
    /// Before 1973 in milliseconds: such a small number is meant as seconds.
    private static final long SMALLEST_MILLIS = 100_000_000_000L;

    private static final String CURE = "Write now, now-15m, now-6h, now-7d, milliseconds since 1970 such as"
            + " 1750000000000, or ISO 8601 such as 2026-11-22T15:00:00Z.";

    private TimeExpression() {}

    static Instant parse(String parameter, String text, Instant now) throws BadQueryException {
        String trimmed = text.strip();
        Matcher relative = RELATIVE.matcher(trimmed);
        if (relative.matches()) {
            String amount = relative.group(1);
            return amount == null
                    ? now
                    : now.minus(unit(parameter, relative.group(2)).multipliedBy(Long.parseLong(amount)));
        }
        if (MILLIS.matcher(trimmed).matches()) {
            return millis(parameter, Long.parseLong(trimmed));
        }
        try {
            // A plus sign that wasn't percent-encoded arrives as a space.
            return OffsetDateTime.parse(trimmed.replace(' ', '+')).toInstant();
        } catch (DateTimeParseException e) {
            throw new BadQueryException(parameter + " isn't a time: " + shown(trimmed) + ".", CURE);
        }
    }

    private static Instant millis(String parameter, long value) throws BadQueryException {
        if (value < SMALLEST_MILLIS) {
            throw new BadQueryException(
                    parameter + " is in milliseconds since 1970; " + value + " would be in "
                            + Instant.ofEpochMilli(value).toString().substring(0, 4) + ".",
                    "If it is in seconds, append three zeros.");
        }
        return Instant.ofEpochMilli(value);
    }

    private static Duration unit(String parameter, String unit) throws BadQueryException {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(1);
            case "m" -> Duration.ofMinutes(1);
            case "h" -> Duration.ofHours(1);
            case "d" -> Duration.ofDays(1);
            case "w" -> Duration.ofDays(7);
            default ->
                throw new BadQueryException(
                        parameter + (unit.isEmpty() ? " has no unit." : " has an unknown unit: " + shown(unit) + "."),
                        "Units are s, m, h, d and w, as in now-15m.");
        };
    }

    private static String shown(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
