package dev.podflame.agent.attach.hotspot;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What HotSpot answered to `load`. Its first line is 0 if it took the request. What the library
/// returned follows: as a number in JDK 8, as `return code: 0` later. If it couldn't be loaded, JDK
/// 21 and later say why there, in words.
///
/// @param code what the library returned; empty if it didn't come to that
/// @param text everything after the first line
record AttachReply(int status, OptionalInt code, String text) {
    private static final Pattern RETURN_CODE = Pattern.compile("(?:return code: )?(-?\\d+)");

    static AttachReply parse(byte[] bytes) {
        String[] lines = new String(bytes, StandardCharsets.UTF_8).split("\n", -1);
        int status;
        try {
            status = Integer.parseInt(lines[0].strip());
        } catch (NumberFormatException e) {
            return new AttachReply(
                    -1, OptionalInt.empty(), String.join(" ", lines).strip());
        }
        OptionalInt code = Arrays.stream(lines)
                .skip(1)
                .map(line -> RETURN_CODE.matcher(line.strip()))
                .filter(Matcher::matches)
                .mapToInt(matcher -> Integer.parseInt(matcher.group(1)))
                .findFirst();
        String text =
                String.join(" ", Arrays.asList(lines).subList(1, lines.length)).strip();
        return new AttachReply(status, code, text);
    }

    /// Whether the library took its command.
    boolean isSuccess() {
        return status == 0 && code.isPresent() && code.getAsInt() == 0;
    }

    /// Whether the library was loaded, whatever it said then.
    boolean isLoaded() {
        return status == 0 && code.isPresent();
    }

    boolean isForbidden() {
        return text.contains("Dynamic agent loading is not enabled");
    }
}
