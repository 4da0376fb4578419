package dev.podflame.crds.match;

import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A name in which `*` stands for any run of characters.
record NamePattern(String text) {

    boolean matches(String name) {
        String expression = Stream.of(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return name.matches(expression);
    }
}
