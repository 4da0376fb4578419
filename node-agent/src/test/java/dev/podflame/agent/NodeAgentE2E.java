package dev.podflame.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.podflame.agent.attach.EngineCommand;
import dev.podflame.agent.symbol.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole agent with the real engine, on programs under load.
@Timeout(180)
class NodeAgentE2E {
    private static final Path NATIVE = Path.of(System.getProperty("podflame.root", ".."), "node-agent/native/bin");

    private static final Duration WITHIN = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final List<Process> programs = new ArrayList<>();

    @BeforeEach
    void needsRootAndEngine() {
        StartupReport kernel = new StartupReport(KernelChecks.all());
        assumeTrue(kernel.good(), "this machine can't profile:\n" + kernel);
        assumeTrue(
                new EngineCommand(NATIVE, 19).missing().isEmpty(),
                "the engine isn't built: run node-agent/native/build.sh");
    }

    @AfterEach
    void endPrograms() {
        programs.forEach(Process::destroyForcibly);
    }

    @Test
    void selectedProgramsAreSeenByFunctionNameAndOthersNotAtAll() throws Exception {
        cProgram("podflame-e2e-c", "turn_the_crank");
        cProgram("podflame-e2e-stranger", "never_to_be_seen");
        python();
        goProgram();
        target();
        try (TakingCollector collector = new TakingCollector();
                AgentProcess agent = AgentProcess.start(folder, NATIVE, collector.url())) {
            awaitNames(collector, agent, "podflame-e2e-c", "main", "turn_the_crank");
            awaitNames(collector, agent, "podflame-e2e", "<module>", "grind_numbers");
            awaitNames(collector, agent, "podflame-e2e-go", "main.main", "main.chewOnBytes");
            Await.until("usage", WITHIN, () -> collector.metrics() > 0);
            assertEquals(Set.of("podflame-e2e-c", "podflame-e2e", "podflame-e2e-go"), collector.services());
            assertTrue(agent.get("/health").contains("\"status\":\"ok\""), agent.get("/health"));
            assertTrue(agent.get("/metrics").contains("podflame_agent_samples_total{fate=\"not_selected\"}"));
        }
    }

    @Test
    void anAgentKilledTakesItsEngineWithIt() throws Exception {
        cProgram("podflame-e2e-c", "turn_the_crank");
        target();
        try (TakingCollector collector = new TakingCollector();
                AgentProcess agent = AgentProcess.start(folder, NATIVE, collector.url())) {
            Await.until("a running engine", WITHIN, () -> agent.answers("/health", "\"engine\":\"running\""));
            List<ProcessHandle> children =
                    agent.process.toHandle().descendants().toList();
            assertTrue(children.size() >= 2, "launcher and engine");
            agent.process.toHandle().destroyForcibly();
            Await.until(
                    "the end of launcher and engine",
                    Duration.ofSeconds(10),
                    () -> children.stream().noneMatch(ProcessHandle::isAlive));
        }
    }

    private static void awaitNames(TakingCollector collector, AgentProcess agent, String service, String... names)
            throws Exception {
        Await.until("names of " + service, WITHIN, () -> {
            assertTrue(agent.process.isAlive(), agent.log());
            return collector.names(service).containsAll(List.of(names));
        });
        assertTrue(collector.nanos(service) > 0);
    }

    private void target() throws IOException {
        Files.writeString(folder.resolve("targets.yaml"), """
                apiVersion: podflame.dev/v1alpha1
                kind: HostTarget
                metadata: {name: e2e}
                spec:
                  match:
                  - {executable: "%1$s/podflame-e2e-c"}
                  - {executable: "%1$s/podflame-e2e-go"}
                  - {commandLine: ".*%1$s/podflame-e2e.py"}
                """.formatted(folder));
    }

    private void cProgram(String name, String function) throws Exception {
        start(Programs.compileC(folder, name, """
                #include <unistd.h>
                __attribute__((noipa)) double %s(int turns) {
                    double x = 0.1;
                    for (int i = 0; i < turns; i++) x = 3.9 * x * (1 - x);
                    return x;
                }
                int main(void) {
                    volatile double sum = 0;
                    for (;;) { sum += %s(2000000); usleep(1000); }
                }
                """.formatted(function, function)).toString());
    }

    private void python() throws IOException {
        Path script = Files.writeString(folder.resolve("podflame-e2e.py"), """
                def grind_numbers(count):
                    return sum(i * i % 7 for i in range(count))

                while True:
                    grind_numbers(100000)
                """);
        start("python3", script.toString());
    }

    private void goProgram() throws Exception {
        Path code = Files.writeString(folder.resolve("main.go"), """
                package main

                import "hash/crc32"

                //go:noinline
                func chewOnBytes(b []byte) (sum uint32) {
                    for _, x := range b {
                        sum = sum*31 + uint32(x)
                    }
                    return sum ^ crc32.ChecksumIEEE(b)
                }

                func main() {
                    b := make([]byte, 1<<20)
                    for i := 0; ; i++ {
                        b[i%len(b)] = byte(chewOnBytes(b))
                    }
                }
                """);
        Path program = folder.resolve("podflame-e2e-go");
        Programs.run(folder, "go", "build", "-ldflags", "-s -w", "-o", program.toString(), code.toString());
        start(program.toString());
    }

    private void start(String... command) throws IOException {
        programs.add(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }
}
