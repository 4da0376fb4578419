package dev.podflame.kubectl.command;

import picocli.CommandLine.Option;

/// How a result is printed.
final class OutputOptions {
    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
    ScopeOptions.Format output = ScopeOptions.Format.table;
}
