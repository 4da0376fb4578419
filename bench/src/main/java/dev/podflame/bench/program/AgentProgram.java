package dev.podflame.bench.program;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A node agent at 19 Hz, as `make demo` starts it, with its launcher, engine and demangler.
public final class AgentProgram implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration ATTACH = Duration.ofSeconds(60);

    private final StartedProgram program;
    private final URI status;

    private AgentProgram(StartedProgram program, URI status) {
        this.program = program;
        this.status = status;
    }

    /// Starts it and waits until its engine samples.
    ///
    /// @param targets file or folder that says what is profiled
    public static AgentProgram start(Installation installation, URI collector, Path targets)
            throws IOException, InterruptedException {
        int port = Installation.freePort();
        List<String> command = new ArrayList<>(installation.java(
                "node-agent",
                "dev.podflame.agent.NodeAgent",
                List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")));
        command.addAll(List.of("--targets", targets.toString()));
        command.addAll(List.of("--collector", collector.toString()));
        command.addAll(List.of("--data", installation.work().resolve("agent").toString()));
        command.addAll(List.of(
                "--native", installation.root().resolve("node-agent/native/bin").toString()));
        command.addAll(List.of("--listen", "127.0.0.1:" + port));
        StartedProgram program = StartedProgram.start("the agent", command, Map.of(), installation.log("agent"));
        URI status = URI.create("http://127.0.0.1:" + port);
        boolean ready = false;
        try (HttpClient http = HttpClient.newHttpClient()) {
            Waiting.until("sampling by the agent's engine (see build/bench/logs/agent.log)", START, () -> {
                program.checkAlive();
                return get(http, status.resolve("/metrics"))
                        .map(text -> text.lines().anyMatch(line -> line.equals("podflame_agent_engine_running 1.0")))
                        .orElse(false);
            });
            ready = true;
        } finally {
            if (!ready) {
                program.close();
            }
        }
        return new AgentProgram(program, status);
    }

    /// Waits until samples of a JVM are taken by that engine.
    public void awaitEngine(long pid, String engine) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            Waiting.until("profiling of the JVM by " + engine, ATTACH, () -> {
                program.checkAlive();
                return get(http, status.resolve("/health"))
                        .map(health -> engineOf(health, pid).equals(engine))
                        .orElse(false);
            });
        }
    }

    /// The engine in the part of the answer that is about the pid; empty if there is none.
    static String engineOf(String health, long pid) {
        Matcher jvm = Pattern.compile("\\{[^{}]*\"pid\"\\s*:\\s*" + pid + "\\b[^{}]*}")
                .matcher(health);
        if (!jvm.find()) {
            return "";
        }
        Matcher engine = Pattern.compile("\"engine\"\\s*:\\s*\"([^\"]*)\"").matcher(jvm.group());
        return engine.find() ? engine.group(1) : "";
    }

    private static Optional<String> get(HttpClient http, URI uri) throws InterruptedException {
        try {
            HttpResponse<String> answer =
                    http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// What the agent and each program below it have used so far, by name.
    public Map<String, ProcessUsage> usage() throws IOException {
        Map<String, ProcessUsage> all = new LinkedHashMap<>();
        all.put("agent", program.usage());
        program.handle()
                .descendants()
                .forEach(child -> ProcessUsage.of(child.pid()).ifPresent(usage -> all.put(name(child, usage), usage)));
        return all;
    }

    /// The file that it runs: the kernel's own name for it ends after 15 characters.
    private static String name(ProcessHandle child, ProcessUsage usage) {
        return child.info()
                .command()
                .map(command -> command.substring(command.lastIndexOf('/') + 1))
                .orElse(usage.name());
    }

    @Override
    public void close() {
        program.close();
    }
}
