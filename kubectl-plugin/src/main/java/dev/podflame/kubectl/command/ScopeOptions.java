package dev.podflame.kubectl.command;

import picocli.CommandLine.Option;

/// How much is listed, and how it is printed.
final class ScopeOptions {
    /// How a list is printed.
    enum Format {
        table,
        json
    }

    @Option(
            names = {"-A", "--all-namespaces"},
            description = "all namespaces that you may read")
    boolean allNamespaces;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    Format output = Format.table;
}
