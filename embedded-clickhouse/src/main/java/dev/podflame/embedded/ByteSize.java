package dev.podflame.embedded;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A size on the command line: bytes, or with Ki, Mi, Gi as in Kubernetes.
record ByteSize(long bytes) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,15})(Ki|Mi|Gi)?");

    static ByteSize parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a size like 1073741824, 512Mi or 2Gi");
        }
        long number = Long.parseLong(matcher.group(1));
        String unit = matcher.group(2);
        return new ByteSize(
                switch (unit == null ? "" : unit) {
                    case "Ki" -> number << 10;
                    case "Mi" -> number << 20;
                    case "Gi" -> number << 30;
                    default -> number;
                });
    }
}
