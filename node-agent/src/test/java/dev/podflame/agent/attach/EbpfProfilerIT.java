package dev.podflame.agent.attach;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Supervision of real processes: shell scripts in the places of launcher and engine.
@Timeout(60)
class EbpfProfilerIT {
    private static final EbpfProfiler.Waits QUICK =
            new EbpfProfiler.Waits(Duration.ofMillis(10), Duration.ofMillis(50));
    private static final String READY = "echo 'level=INFO msg=\"Attached sched monitor\"' >&2\n";

    @TempDir
    Path folder;

    @Test
    void anEngineThatSaysSoIsRunningAndIsEndedWithTheAgent() throws Exception {
        EngineCommand command = engine("echo \"$@\" > args\necho $$ > pid\n" + READY + "cat >/dev/null");
        long pid;
        try (EbpfProfiler profiler = EbpfProfiler.start(command, 4317, QUICK)) {
            until(() -> profiler.state() instanceof EngineState.Running);
            pid = Long.parseLong(Files.readString(folder.resolve("pid")).trim());
            assertTrue(alive(pid));
            assertTrue(Files.readString(folder.resolve("args"))
                    .contains("-collection-agent 127.0.0.1:4317 -disable-tls -samples-per-second 19"));
        }
        assertFalse(alive(pid));
    }

    @Test
    void aFailureIsExplainedAndTheStartTriedAgain() throws Exception {
        EngineCommand command = engine("""
                echo 'level=ERROR msg="Failed to start agent controller: neither debugfs nor tracefs are mounted"' >&2
                exit 1
                """);
        try (EbpfProfiler profiler = EbpfProfiler.start(command, 4317, QUICK)) {
            until(() -> profiler.starts() >= 3);
            until(() -> profiler.state() instanceof EngineState.Failed);
            EngineState.Failed failed = assertInstanceOf(EngineState.Failed.class, awaitFailed(profiler));
            assertEquals("tracefs isn't mounted", failed.failure().reason());
        }
    }

    @Test
    void anEngineThatDiesIsStartedAnew() throws Exception {
        EngineCommand command = engine("echo x >> starts\n" + READY + "[ $(wc -l < starts) -ge 2 ] && cat >/dev/null");
        try (EbpfProfiler profiler = EbpfProfiler.start(command, 4317, QUICK)) {
            until(() -> profiler.starts() == 2 && profiler.state() instanceof EngineState.Running);
        }
    }

    @Test
    void anEngineThatLivesOnWithoutSamplingIsReplaced() throws Exception {
        EngineCommand command = engine("echo x >> starts\n" + READY
                + "[ $(wc -l < starts) -lt 2 ] && echo 'level=ERROR msg=\"Shutting down controller due to"
                + " unrecoverable tracer error\"' >&2\ncat >/dev/null");
        try (EbpfProfiler profiler = EbpfProfiler.start(command, 4317, QUICK)) {
            until(() -> profiler.starts() == 2 && profiler.state() instanceof EngineState.Running);
        }
    }

    @Test
    void programsThatAreMissingAreNamed() throws Exception {
        EngineCommand command = new EngineCommand(folder.resolve("nowhere"), 19);
        try (EbpfProfiler profiler = EbpfProfiler.start(command, 4317, QUICK)) {
            EngineState.Failed failed = assertInstanceOf(EngineState.Failed.class, awaitFailed(profiler));
            assertTrue(failed.failure().reason().startsWith("podflame-launch isn't in "));
            assertEquals(0, profiler.starts());
        }
    }

    private EngineCommand engine(String script) throws IOException {
        // The launcher's part here is its contract: run what follows "--".
        executable("podflame-launch", "shift\nexec \"$@\"");
        executable("ebpf-profiler", "cd " + folder + "\n" + script);
        return new EngineCommand(folder, 19);
    }

    private void executable(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static EngineState awaitFailed(EbpfProfiler profiler) throws Exception {
        EngineState[] seen = new EngineState[1];
        until(() -> {
            seen[0] = profiler.state();
            return seen[0] instanceof EngineState.Failed;
        });
        return seen[0];
    }

    private static boolean alive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        Await.until("what was waited for", Duration.ofSeconds(20), condition);
    }
}
