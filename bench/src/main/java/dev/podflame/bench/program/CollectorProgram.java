package dev.podflame.bench.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A collector on free ports, as `make demo` starts it but for the address of its ClickHouse.
public final class CollectorProgram implements AutoCloseable {
    public static final String DATABASE = "podflame";

    private static final Duration START = Duration.ofSeconds(60);

    private final StartedProgram program;
    private final URI url;

    private CollectorProgram(StartedProgram program, URI url) {
        this.program = program;
        this.url = url;
    }

    /// Starts it and waits until it is ready.
    public static CollectorProgram start(Installation installation, ClickHouseChild clickHouse)
            throws IOException, InterruptedException {
        int port = Installation.freePort();
        List<String> command = new ArrayList<>(
                installation.java("collector", "dev.podflame.collector.Collector", List.of("-Xmx512m")));
        command.addAll(
                List.of("--data", installation.work().resolve("collector").toString()));
        command.addAll(List.of("--listen", "127.0.0.1:" + port));
        command.addAll(List.of("--grpc-listen", "127.0.0.1:" + Installation.freePort()));
        command.addAll(List.of("--clickhouse-url", clickHouse.url()));
        command.addAll(List.of("--clickhouse-user", ClickHouseChild.USER));
        command.addAll(List.of("--clickhouse-database", DATABASE));
        StartedProgram program = StartedProgram.start(
                "the collector",
                command,
                Map.of(ClickHouseChild.PASSWORD_VARIABLE, clickHouse.password()),
                installation.log("collector"));
        URI url = URI.create("http://127.0.0.1:" + port);
        boolean ready = false;
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest question =
                    HttpRequest.newBuilder(url.resolve("/health/ready")).build();
            Waiting.until("the start of the collector", START, () -> {
                program.checkAlive();
                return answersOk(http, question);
            });
            ready = true;
        } finally {
            if (!ready) {
                program.close();
            }
        }
        return new CollectorProgram(program, url);
    }

    private static boolean answersOk(HttpClient http, HttpRequest question) throws InterruptedException {
        try {
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public URI url() {
        return url;
    }

    public ProcessUsage usage() throws IOException {
        return program.usage();
    }

    @Override
    public void close() {
        program.close();
    }
}
