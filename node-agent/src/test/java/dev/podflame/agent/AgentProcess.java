package dev.podflame.agent;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The agent as users start it: a process of its own, with the heap of production.
final class AgentProcess implements AutoCloseable {
    final Process process;
    final int port;
    private final Path log;

    private AgentProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    static AgentProcess start(Path folder, Path nativeFolder, URI collector, String... more) throws IOException {
        return start(
                folder,
                nativeFolder,
                collector,
                Map.of(),
                List.of("--targets", folder.resolve("targets.yaml").toString()),
                more);
    }

    /// On a node of a cluster, in which the agent finds the API server by this URL.
    static AgentProcess startOnNode(Path folder, Path nativeFolder, URI collector, String apiServer, String node)
            throws IOException {
        return start(
                folder,
                nativeFolder,
                collector,
                Map.of("KUBERNETES_MASTER", apiServer),
                List.of("--kubernetes", "--node", node));
    }

    private static AgentProcess start(
            Path folder,
            Path nativeFolder,
            URI collector,
            Map<String, String> environment,
            List<String> targets,
            String... more)
            throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>(command(
                "--collector",
                collector.toString(),
                "--data",
                folder.resolve("data").toString(),
                "--native",
                nativeFolder.toString(),
                "--listen",
                "127.0.0.1:" + port));
        command.addAll(targets);
        command.addAll(List.of(more));
        Path log = folder.resolve("agent.log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return new AgentProcess(builder.start(), port, log);
    }

    /// The command line of production, with these options.
    static List<String> command(String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.podflame.agent.NodeAgent"));
        command.addAll(List.of(options));
        return command;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// What a GET of `/health` or `/metrics` answers; empty while nobody listens.
    String get(String path) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        } catch (IOException e) {
            return "";
        }
    }

    /// Whether the answer contains a text; fails if the agent has ended.
    boolean answers(String path, String text) throws IOException, InterruptedException {
        assertTrue(process.isAlive(), log());
        return get(path).contains(text);
    }

    String log() throws IOException {
        return Files.readString(log);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
