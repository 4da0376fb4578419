package dev.podflame.agent.target;

import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts of bytes as Kubernetes writes them: `64Mi`, `1G`, `1048576`.
final class Quantity {

    private static final Pattern FORM = Pattern.compile("(\\d{1,15})(Ki|Mi|Gi|k|M|G)?");

    private Quantity() {}

    static OptionalLong bytes(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return OptionalLong.empty();
        }
        long factor = switch (form.group(2)) {
            case "Ki" -> 1L << 10;
            case "Mi" -> 1L << 20;
            case "Gi" -> 1L << 30;
            case "k" -> 1_000;
            case "M" -> 1_000_000;
            case "G" -> 1_000_000_000;
            case null, default -> 1;
        };
        long number = Long.parseLong(form.group(1));
        return number > Long.MAX_VALUE / factor ? OptionalLong.empty() : OptionalLong.of(number * factor);
    }
}
