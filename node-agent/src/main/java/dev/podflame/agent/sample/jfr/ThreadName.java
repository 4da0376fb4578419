package dev.podflame.agent.sample.jfr;

import java.util.regex.Pattern;

/// Names of threads as they are stored.
final class ThreadName {

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    private static final int MAX_LENGTH = 200;

    private ThreadName() {}

    /// `http-nio-8080-exec-7` → `http-nio-#-exec-#`: the threads of a pool are one, and so are those of every run.
    static String folded(String name) {
        String cut = name.length() > MAX_LENGTH ? name.substring(0, MAX_LENGTH) : name;
        return DIGITS.matcher(cut).replaceAll("#");
    }
}
