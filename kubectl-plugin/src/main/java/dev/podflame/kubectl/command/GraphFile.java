package dev.podflame.kubectl.command;

import dev.podflame.kubectl.terminal.ExitCode;
import dev.podflame.kubectl.terminal.Failure;
import dev.podflame.kubectl.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a flame graph is written, and in which form: the file's ending says it.
final class GraphFile {
    private static final String STANDARD_OUTPUT = "-";

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "file to write; its ending chooses the form: .svg, .html (zoom and search offline), .pprof,"
                    + " .speedscope.json, .folded or .json; - writes to standard output (default: NAME-TYPE.svg)")
    @Nullable
    String output;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            description = "form, whatever the file's ending: ${COMPLETION-CANDIDATES}")
    @Nullable
    Form format;

    /// A form that the collector can write.
    enum Form {
        svg,
        html,
        pprof,
        /// Before json, whose ending it ends with.
        speedscope,
        folded,
        json;

        /// The ending of its files.
        String ending() {
            return this == speedscope ? "speedscope.json" : name();
        }

        private static Optional<Form> of(String file) {
            return Arrays.stream(values())
                    .filter(form -> file.endsWith("." + form.ending()) || file.endsWith("." + form.ending() + ".gz"))
                    .findFirst();
        }

        private static String endings() {
            return Arrays.stream(values()).map(form -> "." + form.ending()).collect(Collectors.joining(", "));
        }
    }

    /// The form asked for.
    Form form() throws Failure {
        if (format != null) {
            return format;
        }
        if (output == null || output.equals(STANDARD_OUTPUT)) {
            return Form.svg;
        }
        return Form.of(output)
                .orElseThrow(() -> Failure.usage(
                        "the ending of " + output + " names no form of a flame graph",
                        "Write one of " + Form.endings() + ", or say --format."));
    }

    /// Writes it, and says where.
    void write(byte[] graph, String name, String type, Terminal terminal) throws Failure {
        if (STANDARD_OUTPUT.equals(output)) {
            terminal.out().write(graph, 0, graph.length);
            return;
        }
        Path file = Path.of(output == null ? name + "-" + type + "." + form().ending() : output);
        try {
            Files.write(file, graph);
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.ERROR, "can't write " + file + ": " + e.getMessage(), "Choose another file with -o.", e);
        }
        terminal.out().println(file);
    }
}
