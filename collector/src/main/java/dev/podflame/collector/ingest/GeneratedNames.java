package dev.podflame.collector.ingest;

import dev.podflame.profile.FrameKind;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes numbers out of names that a JVM makes up at run time: with them, the same code is another function in every
/// process and after every start, and the dictionaries grow without end.
final class GeneratedNames {
    // Foo$$Lambda/0x00007f3b4c1a2b3c.run, Foo$$Lambda$123/0x….run, LambdaForm$MH/0x…, GeneratedMethodAccessor42,
    // jdk.proxy2.$Proxy17
    private static final Pattern NUMBERED = Pattern.compile("(\\$\\$Lambda)\\$[0-9]+"
            + "|(GeneratedMethodAccessor|GeneratedConstructorAccessor|GeneratedSerializationConstructorAccessor)[0-9]+"
            + "|(\\$Proxy)[0-9]+"
            + "|[/+.]0x[0-9a-f]{8,16}");

    private GeneratedNames() {}

    static String strip(String name, FrameKind kind) {
        return switch (kind) {
            case JVM, JVM_INLINED, JVM_INTERPRETED -> isCandidate(name) ? strip(name) : name;
            default -> name;
        };
    }

    private static boolean isCandidate(String name) {
        return name.contains("$$Lambda")
                || name.contains("0x")
                || name.contains("Generated")
                || name.contains("$Proxy");
    }

    private static String strip(String name) {
        return NUMBERED.matcher(name)
                .replaceAll(found -> Matcher.quoteReplacement(kept(found.group(1), found.group(2), found.group(3))));
    }

    private static String kept(@Nullable String... groups) {
        for (String group : groups) {
            if (group != null) {
                return group;
            }
        }
        return "";
    }
}
