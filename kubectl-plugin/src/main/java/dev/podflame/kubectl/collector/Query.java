package dev.podflame.kubectl.collector;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The parameters of a question. Immutable; names may repeat.
public record Query(List<Parameter> parameters) {
    public static final Query NONE = new Query(List.of());

    /// One name and its value.
    public record Parameter(String name, String value) {}

    public Query {
        parameters = List.copyOf(parameters);
    }

    public Query with(String name, String value) {
        List<Parameter> more = new ArrayList<>(parameters);
        more.add(new Parameter(name, value));
        return new Query(more);
    }

    public Query with(String name, long value) {
        return with(name, Long.toString(value));
    }

    /// With its question mark, or empty.
    String encoded() {
        StringBuilder text = new StringBuilder();
        for (Parameter parameter : parameters) {
            text.append(text.isEmpty() ? '?' : '&')
                    .append(encoded(parameter.name))
                    .append('=')
                    .append(encoded(parameter.value));
        }
        return text.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
