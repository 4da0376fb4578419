package dev.podflame.embedded;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The command line. The password is no option: arguments can be seen by every user of the machine.
final class Options {
    @Option(names = "--data", required = true, paramLabel = "DIR", description = "Where the data is kept.")
    Path data = Path.of("");

    @Option(
            names = "--library",
            required = true,
            paramLabel = "FILE",
            description = "libchdb.so, as fetch-libchdb.sh prints it.")
    Path library = Path.of("");

    @Option(names = "--port", defaultValue = "0", description = "Port on loopback; 0 takes a free one (default).")
    int port;

    @Option(names = "--port-file", paramLabel = "FILE", description = "Receives the port once the server is ready.")
    @Nullable
    Path portFile;

    @Option(
            names = "--memory-limit",
            paramLabel = "SIZE",
            defaultValue = "1Gi",
            description = "For the engine, e.g. 1073741824 or 1Gi (default: ${DEFAULT-VALUE}).")
    ByteSize memoryLimit = new ByteSize(0);

    @Option(
            names = "--max-queries",
            defaultValue = "8",
            description = "Statements that run at once; others wait (default: ${DEFAULT-VALUE}).")
    int maxQueries;

    @Option(
            names = "--queue-seconds",
            defaultValue = "30",
            description = "How long a statement waits for others (default: ${DEFAULT-VALUE}).")
    int queueSeconds;

    @Option(
            names = "--fsync",
            negatable = true,
            defaultValue = "true",
            fallbackValue = "true",
            description = "Sync each insert to the disk before acknowledging it (default: on).")
    boolean fsync;

    @Option(names = "--ignore-stdin", description = "Don't end when standard input ends, e.g. under systemd.")
    boolean ignoreStdin;

    Duration queuePatience() {
        return Duration.ofSeconds(queueSeconds);
    }
}
