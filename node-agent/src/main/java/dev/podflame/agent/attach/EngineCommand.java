package dev.podflame.agent.attach;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How the engine is started.
///
/// @param folder where `podflame-launch` and `ebpf-profiler` lie
/// @param frequencyHz samples per second and CPU
public record EngineCommand(Path folder, int frequencyHz) {
    private static final String LAUNCHER = "podflame-launch";
    private static final String ENGINE = "ebpf-profiler";

    public EngineCommand {
        if (frequencyHz < 1 || frequencyHz > 1000) {
            throw new IllegalArgumentException("a frequency of " + frequencyHz + " Hz is outside 1 to 1000");
        }
    }

    /// Why it can't be started; empty if both programs are there.
    public Optional<EngineFailure> missing() {
        for (String program : List.of(LAUNCHER, ENGINE)) {
            if (!Files.isExecutable(folder.resolve(program))) {
                return Optional.of(new EngineFailure(
                        program + " isn't in " + folder, "build it (make build) or name its folder by --native"));
            }
        }
        return Optional.empty();
    }

    /// The command line of launcher and engine, for a receiver on this port of loopback.
    List<String> line(int port) {
        return List.of(
                folder.resolve(LAUNCHER).toString(),
                "--",
                folder.resolve(ENGINE).toString(),
                "-collection-agent",
                "127.0.0.1:" + port,
                "-disable-tls",
                "-samples-per-second",
                Integer.toString(frequencyHz),
                "-reporter-interval",
                "5s",
                "-monitor-interval",
                "10s");
    }
}
