package dev.podflame.agent.process;

import java.util.Locale;

/// What runs a program's code; the value of `process.runtime.name`.
public enum LanguageRuntime {
    JVM,
    PYTHON,
    NODE,
    GO,
    RUBY,
    PHP,
    DOTNET,
    PERL,
    BEAM,
    NATIVE;

    /// The name on the wire.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
