package dev.podflame.collector;

import dev.podflame.collector.store.ClickHouse;
import dev.podflame.collector.store.ClickHouseAddress;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The collector as users start it: its jar, in a process of its own.
public final class CollectorProcess implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("Podflame is at (https?://\\S+)");
    private static final String PROTOBUF = "application/x-protobuf";

    private final Process process;
    private final Path data;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();
    private URI url = URI.create("http://127.0.0.1");

    private CollectorProcess(Process process, Path data, Path log) {
        this.process = process;
        this.data = data;
        this.log = log;
    }

    /// Starts one on free ports and waits until it serves.
    public static CollectorProcess start(Path data, String... options) throws Exception {
        CollectorProcess collector = launch(data, options);
        Eventually.holds("the collector serves", Duration.ofSeconds(90), () -> {
            Matcher matcher = URL.matcher(collector.log());
            if (matcher.find()) {
                collector.url = URI.create(matcher.group(1));
                return true;
            }
            if (!collector.process.isAlive()) {
                throw new AssertionError("the collector ended: " + collector.log());
            }
            return false;
        });
        return collector;
    }

    /// Starts one without waiting.
    static CollectorProcess launch(Path data, String... options) throws IOException {
        Path log = Files.createTempFile("podflame-collector", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--sun-misc-unsafe-memory-access=allow",
                "-jar",
                Path.of(System.getProperty("podflame.root"), "collector/target/podflame-collector.jar")
                        .toString(),
                "--data",
                data.toString()));
        List<String> given = List.of(options);
        if (!given.contains("--listen")) {
            command.addAll(List.of("--listen", "127.0.0.1:0"));
        }
        if (!given.contains("--grpc-listen") && !given.contains("kubernetes")) {
            command.addAll(List.of("--grpc-listen", "127.0.0.1:0"));
        }
        command.addAll(given);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new CollectorProcess(process, data, log);
    }

    public URI url() {
        return url;
    }

    /// What it has written so far.
    public String log() throws IOException {
        return Files.readString(log, StandardCharsets.UTF_8);
    }

    long pid() {
        return process.pid();
    }

    /// Waits until it ends by itself; its exit code.
    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("the collector goes on");
        }
        return process.exitValue();
    }

    /// Sends profiles; the answer's status.
    public int sendProfiles(byte[] body, String... headers) throws Exception {
        return send("/v1development/profiles", body, headers).statusCode();
    }

    public HttpResponse<String> send(String path, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(path)).POST(BodyPublishers.ofByteArray(body));
        if (!List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", PROTOBUF);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    public HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /// A metric's value, summed over its labels that contain `labels`; 0 if there is none.
    public double metric(String name, String labels) throws Exception {
        double sum = 0;
        for (String line : get("/metrics").body().lines().toList()) {
            boolean matches = line.startsWith(name + "{") || line.startsWith(name + " ");
            if (matches && line.contains(labels)) {
                sum += Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        return sum;
    }

    /// Waits until everything that was acknowledged is stored.
    public void awaitStored() throws Exception {
        Eventually.holds("the spool is empty", Duration.ofSeconds(60), () -> metric("podflame_spool_bytes", "") == 0);
    }

    /// The embedded ClickHouse's process.
    ProcessHandle child() {
        return process.children()
                .findFirst()
                .orElseThrow(() -> new AssertionError("the collector has no ClickHouse child"));
    }

    /// A client of the collector's own ClickHouse, with the password from the child's environment.
    public ClickHouse store() throws IOException {
        String environment = Files.readString(
                Path.of("/proc", Long.toString(child().pid()), "environ"), StandardCharsets.ISO_8859_1);
        String password = "";
        for (String variable : environment.split("\0", -1)) {
            if (variable.startsWith("PODFLAME_CLICKHOUSE_PASSWORD=")) {
                password = variable.substring(variable.indexOf('=') + 1);
            }
        }
        String port = Files.readString(data.resolve("clickhouse/port")).strip();
        return new ClickHouse(new ClickHouseAddress(
                URI.create("http://127.0.0.1:" + port), "podflame", password, "podflame", Optional.empty()));
    }

    /// Ends it at once, as the kernel does when memory runs out, and waits until its child is gone too.
    void kill() throws Exception {
        ProcessHandle child = child();
        process.destroyForcibly().waitFor();
        Eventually.holds("the child follows", Duration.ofSeconds(60), () -> !child.isAlive());
    }

    /// Ends it as a service manager does.
    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            process.destroyForcibly();
            throw new AssertionError("the collector didn't stop: " + log(), e);
        }
        http.close();
        Files.deleteIfExists(log);
    }
}
