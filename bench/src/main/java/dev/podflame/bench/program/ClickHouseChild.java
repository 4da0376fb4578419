package dev.podflame.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The embedded ClickHouse, started by the benchmark with the collector's own settings for it, so that collector and
/// benchmark can both talk to it.
public final class ClickHouseChild implements AutoCloseable {
    public static final String USER = "podflame";
    static final String PASSWORD_VARIABLE = "PODFLAME_CLICKHOUSE_PASSWORD";

    private static final String MEMORY_LIMIT = Long.toString(768L << 20);
    private static final Duration START = Duration.ofSeconds(60);

    private final StartedProgram program;
    private final String url;
    private final String password;

    private ClickHouseChild(StartedProgram program, String url, String password) {
        this.program = program;
        this.url = url;
        this.password = password;
    }

    /// Starts it on a new folder.
    public static ClickHouseChild start(Installation installation, String password)
            throws IOException, InterruptedException {
        Path data = Files.createDirectories(installation.work().resolve("clickhouse"));
        Path portFile = data.resolve("port");
        List<String> command = new ArrayList<>(installation.java(
                "embedded-clickhouse",
                "dev.podflame.embedded.EmbeddedClickHouse",
                List.of("-Xmx128m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED")));
        command.addAll(List.of("--data", data.resolve("db").toString()));
        command.addAll(List.of("--library", installation.libchdb().toString()));
        command.addAll(List.of("--port", "0", "--port-file", portFile.toString()));
        command.addAll(List.of("--memory-limit", MEMORY_LIMIT));
        StartedProgram program = StartedProgram.start(
                "the embedded ClickHouse",
                command,
                Map.of(PASSWORD_VARIABLE, password),
                installation.log("clickhouse"));
        boolean ready = false;
        try {
            Waiting.until("the start of ClickHouse", START, () -> {
                program.checkAlive();
                return Files.exists(portFile);
            });
            ready = true;
        } finally {
            if (!ready) {
                program.close();
            }
        }
        String url = "http://127.0.0.1:" + Files.readString(portFile).strip();
        return new ClickHouseChild(program, url, password);
    }

    public String url() {
        return url;
    }

    public String password() {
        return password;
    }

    public ProcessUsage usage() throws IOException {
        return program.usage();
    }

    @Override
    public void close() {
        program.close();
    }
}
