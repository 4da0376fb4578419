package dev.podflame.e2e.jvm;

import dev.podflame.e2e.Api;
import dev.podflame.e2e.Programs;
import dev.podflame.e2e.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Collector and agent of this checkout with data and targets of their own.
final class Product {
    static final String NAMESPACE = "jvm";

    private static final int LOG_LINES = 60;
    private static final Duration START = Duration.ofMinutes(3);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path data;
    private final Path targets;
    private final int collectorPort;
    private final int agentPort;
    private final Process agent;

    private Product(Path data, int collectorPort, int agentPort, Process agent) {
        this.data = data;
        this.targets = data.resolve("targets");
        this.collectorPort = collectorPort;
        this.agentPort = agentPort;
        this.agent = agent;
    }

    static Product start(Path data, Ends ends) throws Exception {
        int collectorPort = Programs.freePort();
        int agentPort = Programs.freePort();
        Path targets = Files.createDirectories(data.resolve("targets"));
        Process collector = Programs.collector(data, collectorPort, Programs.libchdb());
        ends.add(() -> stop(collector));
        // A minute's age is asked of a JVM so that none that lives shortly is touched; these are known to live.
        Process agent = Programs.agent(data, targets, collectorPort, agentPort, "--jvm-age", "5");
        ends.add(() -> stop(agent));
        Product product = new Product(data, collectorPort, agentPort, agent);
        Waiting.until(
                START,
                "the collector isn't ready",
                () -> product.get(collectorPort, "/health/ready").startsWith("200"));
        Waiting.until(START, "the eBPF engine doesn't run", () -> product.metric("engine_running") == 1);
        return product;
    }

    /// Makes or changes the target of a case, by what its command line has in it.
    ///
    /// @param spec lines of the target's `spec`, its match and service left out
    void profile(String name, String spec) throws IOException {
        String target = """
                apiVersion: podflame.dev/v1alpha1
                kind: HostTarget
                metadata: {name: NAME}
                spec:
                  match:
                  - commandLine: "podflame\\\\.case=NAME "
                  service: {name: NAME, namespace: SPACE}
                """.replace("NAME", name).replace("SPACE", NAMESPACE) + spec.indent(2);
        Path file = Files.writeString(data.resolve(name + ".new"), target);
        Files.move(file, targets.resolve(name + ".yaml"), StandardCopyOption.ATOMIC_MOVE);
    }

    /// What the agent says about a JVM, if it has something to say.
    JvmStatus jvm(long pid) throws Exception {
        String answer = get(agentPort, "/health");
        JsonNode jvms = JsonMapper.builder()
                .build()
                .readTree(answer.substring(answer.indexOf('\n') + 1))
                .path("java");
        return StreamSupport.stream(jvms.spliterator(), false)
                .filter(jvm -> jvm.path("pid").asLong() == pid)
                .findFirst()
                .map(JvmStatus::of)
                .orElse(JvmStatus.UNKNOWN);
    }

    JvmStatus awaitJvm(SplitJvm jvm, Duration limit) throws Exception {
        Waiting.until(
                limit,
                "the agent says nothing about " + jvm.name(),
                () -> jvm(jvm.pid()).isDecided());
        return jvm(jvm.pid());
    }

    Api api() {
        return new Api("http://127.0.0.1:" + collectorPort);
    }

    /// Waits until all that a case's engine saw before a moment can be asked for.
    void awaitSeen(String service, long untilMillis) throws Exception {
        Waiting.untilMillis(untilMillis + 1);
        String query = "timeline?namespace=" + NAMESPACE + "&service=" + service + "&type=cpu&from=" + untilMillis
                + "&to=" + (untilMillis + TimeUnit.MINUTES.toMillis(3));
        Waiting.until(Duration.ofMinutes(3), "no CPU of " + service + " after " + untilMillis, () -> {
            JsonNode values = api().get(query).path("values");
            return values.valueStream().anyMatch(value -> value.asLong(0) > 0);
        });
    }

    long metric(String name) throws Exception {
        return get(agentPort, "/metrics")
                .lines()
                .filter(line -> line.startsWith("podflame_agent_" + name + " "))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElse(0);
    }

    /// The last lines that the agent wrote, for failures.
    String agentLog() {
        try {
            List<String> lines = Files.readAllLines(data.resolve("agent.log"));
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
        } catch (IOException e) {
            return "no log: " + e.getMessage();
        }
    }

    boolean isAgentAlive() {
        return agent.isAlive();
    }

    /// Ends the agent as the machine does, and waits until it has.
    void stopAgent() throws InterruptedException {
        stop(agent);
    }

    /// Status and body of the answer; empty while nobody listens.
    private String get(int port, String path) throws InterruptedException {
        try {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() + "\n" + answer.body();
        } catch (IOException e) {
            return "";
        }
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
