package dev.podflame.e2e;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Starts collector and agent of this checkout as processes of their own, as `demo/demo.sh` does.
public final class Programs {
    private static final Path ROOT = Path.of(System.getProperty("podflame.root", ""));

    private Programs() {}

    /// Folder of this checkout.
    public static Path root() {
        return ROOT;
    }

    public static Process collector(Path data, int port, String libchdb) throws IOException {
        return start(
                data.resolve("collector.log"),
                List.of(
                        java(),
                        "-Xmx512m",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        ROOT.resolve("collector/target/podflame-collector.jar") + ":"
                                + ROOT.resolve("collector/target/lib") + "/*",
                        "dev.podflame.collector.Collector",
                        "--data",
                        data.resolve("collector").toString(),
                        "--listen",
                        "127.0.0.1:" + port,
                        "--grpc-listen",
                        "127.0.0.1:" + freePort(),
                        "--embedded-home",
                        ROOT.resolve("embedded-clickhouse/target").toString(),
                        "--libchdb",
                        libchdb));
    }

    /// The agent, with more options than it needs to find its parts.
    public static Process agent(Path data, Path targets, int collectorPort, int port, String... more)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ROOT.resolve("node-agent/bin/podflame-node-agent").toString(),
                "--targets",
                targets.toString(),
                "--collector",
                "http://127.0.0.1:" + collectorPort,
                "--data",
                data.resolve("agent").toString(),
                "--native",
                ROOT.resolve("node-agent/native/bin").toString(),
                "--listen",
                "127.0.0.1:" + port));
        command.addAll(List.of(more));
        return start(data.resolve("agent.log"), command);
    }

    /// Path of the library that the build has fetched.
    public static String libchdb() throws IOException {
        Process fetch = new ProcessBuilder(
                        ROOT.resolve("embedded-clickhouse/fetch-libchdb.sh").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new String(fetch.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static Process start(Path log, List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }
}
