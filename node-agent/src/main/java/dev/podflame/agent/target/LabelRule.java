package dev.podflame.agent.target;

import java.util.Map;

/// A container label and the values it may have.
public record LabelRule(String name, Glob value) {

    boolean matches(Map<String, String> labels) {
        String actual = labels.get(name);
        return actual != null && value.matches(actual);
    }
}
