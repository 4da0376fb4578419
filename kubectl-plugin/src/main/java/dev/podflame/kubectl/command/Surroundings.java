package dev.podflame.kubectl.command;

import dev.podflame.kubectl.terminal.Terminal;
import java.time.InstantSource;
import java.util.Map;

/// What every command stands in.
public record Surroundings(Terminal terminal, Map<String, String> environment, InstantSource clock) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
