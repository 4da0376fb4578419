package dev.podflame.kubectl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.json.JsonMapper;

/// A machine with a kubectl that answers as the test says, and the plugin as users start it, in a process of its own.
final class TestCluster implements AutoCloseable {
    static final String TOKEN = "users-own-token";

    private static final String PLUGIN = "kubectl-plugin/bin/kubectl-podflame";

    /// Names another launcher to test, such as that of an unpacked archive.
    private static final String PLUGIN_PROPERTY = "podflame.plugin";

    /// How a run ended.
    record Run(int exit, String out, String err) {}

    final Path folder;
    final TestCollector collector;
    final Certificates certificates;
    private final List<Map<String, Object>> answers = new ArrayList<>();
    private final Map<String, String> environment = new java.util.HashMap<>();

    TestCluster(Path folder) throws Exception {
        this(folder, "podflame-collector.podflame.svc");
    }

    /// @param certifiedName whom the collector's certificate is for
    TestCluster(Path folder, String certifiedName) throws Exception {
        this.folder = folder;
        certificates = Certificates.forName(folder, certifiedName);
        collector = new TestCollector(certificates);
        collector.tokens.add(TOKEN);
        Path bin = Files.createDirectories(folder.resolve("bin"));
        try (InputStream script = TestCluster.class.getResourceAsStream("/kubectl")) {
            program(bin.resolve("kubectl"), new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
        Files.writeString(folder.resolve("backends"), Integer.toString(collector.port()));
        kubeconfig("{\"token\": \"" + TOKEN + "\"}");
        kubectl(
                List.of("services", "-l"),
                "{\"items\": [{\"metadata\": {\"namespace\": \"podflame\", \"name\":"
                        + " \"podflame-collector\"}, \"spec\": {\"ports\": [{\"name\": \"https\", \"port\": 7070}]}}]}");
        kubectl(List.of("configmap", "podflame-ca"), certificates.pem());
    }

    /// Writes down an answer of kubectl; the newest that fits counts.
    TestCluster kubectl(List<String> words, String out) throws IOException {
        return kubectl(words, 0, out, "");
    }

    TestCluster kubectl(List<String> words, int exit, String out, String err) throws IOException {
        answers.addFirst(Map.of("words", words, "exit", exit, "out", out, "err", err));
        Files.writeString(folder.resolve("answers.json"), JsonMapper.shared().writeValueAsString(answers));
        return this;
    }

    /// The kubeconfig's user, as JSON.
    TestCluster kubeconfig(String user) throws IOException {
        return kubectl(List.of("config", "view", "--minify", "--raw"), """
                {"clusters": [{"name": "c", "cluster": {"server": "https://api.example:6443",
                  "certificate-authority-data": "Q0E=",
                  "extensions": [{"name": "client.authentication.k8s.io/exec", "extension": {"audience": "x"}}]}}],
                 "users": [{"name": "u", "user": %s}],
                 "contexts": [{"name": "k", "context": {"cluster": "c", "user": "u", "namespace": "shop"}}]}
                """.formatted(user));
    }

    TestCluster environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /// Runs the plugin to its end.
    Run run(String... arguments) throws Exception {
        Process process = start(arguments);
        try {
            process.getOutputStream().close();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("the plugin doesn't end");
            }
            return new Run(process.exitValue(), Files.readString(out()), Files.readString(err()));
        } finally {
            process.destroyForcibly();
        }
    }

    Process start(String... arguments) throws IOException {
        // Tests that run in the background inherit an ignored SIGINT, and a program that does can't see Ctrl-C.
        List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
        command.add(System.getProperty(
                PLUGIN_PROPERTY,
                Path.of(System.getProperty("podflame.root", ""), PLUGIN).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out().toFile())
                .redirectError(err().toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        folder.resolve("bin") + ":/usr/bin:/bin:" + System.getenv("PATH"),
                        "HOME",
                        folder.toString(),
                        "JAVA_HOME",
                        System.getProperty("java.home")));
        builder.environment().putAll(environment);
        return builder.start();
    }

    Path out() {
        return folder.resolve("out");
    }

    Path err() {
        return folder.resolve("err");
    }

    /// All that kubectl was called with.
    String calls() throws IOException {
        return Files.readString(folder.resolve("calls.jsonl"));
    }

    /// The process ids of the port-forwards, in the order they began.
    List<Long> forwards() throws IOException {
        Path file = folder.resolve("forwards");
        return Files.exists(file)
                ? Files.readAllLines(file).stream().map(Long::valueOf).toList()
                : List.of();
    }

    static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Override
    public void close() {
        collector.close();
    }
}
