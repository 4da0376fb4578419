package dev.podflame.kubectl.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads a duration as kubectl's flags have it, such as `90s`, `15m` or `1h30m`, and in days: `2d`.
final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern SHAPE =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,8})s)?");
    private static final int[] UNIT_SECONDS = {86_400, 3600, 60, 1};

    @Override
    public Duration convert(String text) {
        Matcher matcher = SHAPE.matcher(text);
        long seconds = 0;
        if (matcher.matches()) {
            for (int i = 0; i < UNIT_SECONDS.length; i++) {
                String number = matcher.group(i + 1);
                seconds += number == null ? 0 : Long.parseLong(number) * UNIT_SECONDS[i];
            }
        }
        if (seconds == 0) {
            throw new TypeConversionException("'" + text + "' is no duration; write 90s, 15m, 1h30m or 2d");
        }
        return Duration.ofSeconds(seconds);
    }
}
