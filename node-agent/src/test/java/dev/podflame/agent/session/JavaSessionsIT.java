package dev.podflame.agent.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.attach.hotspot.AttachResult;
import dev.podflame.agent.attach.hotspot.JvmProcess;
import dev.podflame.agent.attach.hotspot.Refusal;
import dev.podflame.agent.process.Eventually;
import dev.podflame.agent.process.ProcessTable;
import dev.podflame.agent.process.SelectedProcess;
import dev.podflame.agent.sample.ContainerSamples;
import dev.podflame.agent.sample.HandOver;
import dev.podflame.agent.target.Budget;
import dev.podflame.agent.target.JavaEngine;
import dev.podflame.agent.target.ProfileRequest;
import dev.podflame.agent.target.Profiling;
import dev.podflame.profile.ProfileType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Sessions from the selected process to samples, in a real JVM with the real async-profiler.
class JavaSessionsIT {
    private static final Budget AMPLE = new Budget(100, 256 << 20);
    private static final Profiling CPU_AND_LOCK =
            asks(AMPLE, new ProfileRequest.Cpu(100), new ProfileRequest.Lock(Duration.ofMillis(10)));

    @TempDir
    private Path folder;

    private CommandedJvm jvm;
    private final CollectedWindows seen = new CollectedWindows();
    private final HandOver handOver = new HandOver();
    private final ContainerSamples containers = new ContainerSamples();
    private final SessionCounts counts = new SessionCounts();
    private final Table table = new Table();
    private final ScriptedAttacher attacher = new ScriptedAttacher();
    private JavaSessions sessions;

    @BeforeEach
    void start() throws IOException {
        jvm = CommandedJvm.start(Path.of(System.getProperty("java.home"), "bin/java"), folder);
        table.select(CPU_AND_LOCK);
        sessions =
                JavaSessions.start(table, new SessionEnvironment(attacher, seen, handOver, containers, counts, false));
    }

    @AfterEach
    void end() {
        sessions.close();
        jvm.handle().destroyForcibly();
    }

    private static Profiling asks(Budget budget, ProfileRequest... requests) {
        return new Profiling(List.of(requests), JavaEngine.AUTO, budget);
    }

    private JvmState state() {
        return sessions.states().getOrDefault(jvm.key(), new JvmState.Attaching());
    }

    @Test
    void aSelectedJvmIsProfiledAndItsLastWindowIsReadAtTheEnd() throws IOException {
        Eventually.that("it runs", () -> state() instanceof JvmState.Running);
        Eventually.that("a window", () -> counts.windows() > 0);
        long cpu = jvm.cpuNanos();
        Eventually.that("some more work", () -> jvm.cpuNanos() > cpu + 1_000_000_000L);
        int before = seen.size();
        sessions.close();
        assertTrue(seen.size() > before, "the last window");
        assertEquals(1, (double) seen.sum(ProfileType.CPU) / jvm.cpuNanos(), 0.5);
        assertEquals(0, counts.lostWindows());
        assertTrue(containers.of("c1").orElseThrow().samples() > 50);
        assertEquals("stop,jfr,quiet", jvm.ran.getLast());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(
                    List.of("libasyncProfiler.so", "log"),
                    left.map(file -> file.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void aChangedTargetTakesEffectAtOnceWithoutAnotherAttach() {
        Eventually.that("it runs", () -> state() instanceof JvmState.Running);
        table.select(asks(AMPLE, new ProfileRequest.Alloc(128 << 10)));
        Eventually.that("another recording", () -> starts().size() == 2);
        assertTrue(
                starts().get(1).contains(",alloc=131072,") && !starts().get(1).contains("event="));
        Eventually.that("allocations", () -> seen.sum(ProfileType.ALLOC, "largeOne") > 0);
        assertEquals(1, attacher.attached.get());
    }

    private List<String> starts() {
        return List.copyOf(jvm.ran).stream()
                .filter(command -> command.startsWith("start,"))
                .toList();
    }

    @Test
    void aProcessThatIsNotSelectedAnyMoreIsLeft() {
        Eventually.that("it runs", () -> state() instanceof JvmState.Running);
        table.selected = List.of();
        Eventually.that("it has stopped", () -> jvm.ran.getLast().startsWith("stop"));
        Eventually.that("no state", () -> sessions.states().isEmpty());
        table.select(CPU_AND_LOCK);
        Eventually.that("attached again", () -> attacher.attached.get() == 2);
    }

    @Test
    void aRefusedJvmSaysWhyAndIsTriedAgainWhenItsTargetChanges() {
        sessions.close();
        attacher.refusal = Optional.of(Refusal.READ_ONLY_TMP);
        sessions =
                JavaSessions.start(table, new SessionEnvironment(attacher, seen, handOver, containers, counts, false));
        Eventually.that("refused", () -> state() instanceof JvmState.Refused);
        assertEquals(
                "ReadOnlyTmp", assertInstanceOf(JvmState.Refused.class, state()).reason());
        attacher.refusal = Optional.empty();
        table.select(asks(AMPLE, new ProfileRequest.Alloc(128 << 10)));
        Eventually.that("it runs", () -> state() instanceof JvmState.Running);
    }

    @Test
    void aBudgetThatIsTooSmallEndsTheSessionWithAReason() {
        table.select(asks(new Budget(100, 5 << 20), new ProfileRequest.Cpu(100), new ProfileRequest.Alloc(1 << 20)));
        Eventually.that("begun anew", () -> startsWithAlloc() == 2);
        Eventually.that(
                "over budget",
                () -> state() instanceof JvmState.Refused refused
                        && refused.reason().equals("OverBudget"));
        String message = assertInstanceOf(JvmState.Refused.class, state()).message();
        assertTrue(message.contains("calltracestorage 10") && message.contains("100.0 % and 5 MiB: raise it"), message);
        assertEquals(2, startsWithAlloc());
    }

    private long startsWithAlloc() {
        return starts().stream().filter(start -> start.contains("alloc")).count();
    }

    @Test
    void aCostAboveTheBudgetLowersTheRates() {
        table.select(
                asks(new Budget(0.05, 256 << 20), new ProfileRequest.Cpu(199), new ProfileRequest.Alloc(64 << 10)));
        Eventually.that("slower", () -> state() instanceof JvmState.Running running && running.factor() > 1);
        long slowest = 16 * (64L << 10);
        assertTrue(starts().getLast().contains("alloc=" + slowest), starts().getLast());
    }

    @Test
    void aJvmThatDiesIsReportedAndItsTimeLeftToTheOtherEngine() throws InterruptedException {
        Eventually.that("it runs", () -> state() instanceof JvmState.Running);
        jvm.handle().destroyForcibly().waitFor();
        table.selected = List.of();
        Eventually.that("counted", () -> counts.ended() == 1);
    }

    @Test
    void aJvmThatDoesNotAnswerGoesBackToTheOtherEngineAndIsNotTakenForDead() {
        Eventually.that("it runs", () -> state() instanceof JvmState.Running);
        jvm.failing = "dump";
        Eventually.that("refused", () -> state() instanceof JvmState.Refused);
        assertEquals(
                "AttachFailed",
                assertInstanceOf(JvmState.Refused.class, state()).reason());
        assertEquals(0, counts.ended());
    }

    @Test
    void aJvmThatCannotHaveOneOfTheTypesHasTheOthersAndSaysSo() {
        jvm.failing = ",lock=";
        table.select(asks(
                AMPLE,
                new ProfileRequest.Cpu(100),
                new ProfileRequest.Lock(Duration.ofMillis(20)),
                new ProfileRequest.Wall(Duration.ofMillis(50))));
        Eventually.that(
                "it runs without",
                () -> state() instanceof JvmState.Running running
                        && running.missing().equals("no lock in this JVM: it didn't answer")
                        && starts().getLast().contains(",wall="));
        assertFalse(starts().getLast().contains(",lock="), starts().getLast());
    }

    @Test
    void windowsThatNobodyHasRoomForAreLostAndCounted() {
        seen.setFull(true);
        Eventually.that("lost", () -> counts.lostWindows() > 0);
        seen.setFull(false);
        Eventually.that("the next one isn't", () -> seen.size() > 0);
    }

    private final class Table implements ProcessTable {
        private volatile List<SelectedProcess> selected = List.of();

        void select(Profiling profiling) {
            selected = List.of(new SelectedProcess(
                    jvm.key(), "t", Map.of("container.id", "c1"), "jvm", OptionalInt.empty(), profiling));
        }

        @Override
        public Optional<SelectedProcess> find(long pid) {
            return Optional.empty();
        }

        @Override
        public boolean isUndecided(long pid) {
            return false;
        }

        @Override
        public List<SelectedProcess> selected() {
            return selected;
        }
    }

    private final class ScriptedAttacher implements Attacher {
        private final AtomicInteger attached = new AtomicInteger();
        private volatile Optional<Refusal> refusal = Optional.empty();

        @Override
        public AttachResult attach(JvmProcess process) {
            if (refusal.isPresent()) {
                return new AttachResult.Refused(
                        refusal.get(), "its /tmp is read-only", Instant.now().plusSeconds(600));
            }
            attached.incrementAndGet();
            jvm.reopen();
            return new AttachResult.Attached(jvm);
        }
    }
}
