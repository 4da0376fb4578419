package dev.podflame.e2e.jvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.e2e.Waiting;
import dev.podflame.e2e.jvm.SplitJvm.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// JVMs that are killed while they are being attached to. They share a `/tmp` with one that nothing is done to, so that
/// what is left there can be seen when they are gone.
class DyingJvmE2E {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String ASKED = """
            profiles:
            - {type: cpu}
            - {type: alloc}
            """;

    private final Ends ends = new Ends();
    private Workspace workspace;
    private Product product;
    private SplitJvm bystander;

    @BeforeEach
    void start(@TempDir Path data) throws Exception {
        workspace = Workspace.create(ends);
        bystander = start(Launch.of("bystander", JavaRuntime.of(17)).around(MatrixCase.tmp("mode=1777")));
        bystander.awaitWork();
        product = Product.start(data, ends);
    }

    @AfterEach
    void stop() throws Exception {
        ends.run();
    }

    @Test
    void jvmsThatDieWhileTheyAreAttachedToLeaveNothingAndStopAttachingToTheirKind() throws Exception {
        // Once when the first file of the agent's is there, once when its library is loaded.
        SplitJvm first = beside("dying-by-file", 17);
        SplitJvm second = beside("dying-by-library", 25);
        for (SplitJvm jvm : List.of(first, second)) {
            product.profile(jvm.name(), ASKED);
        }
        killWhen(first, () -> !new Leftovers(first.pid()).find().isEmpty());
        killWhen(
                second,
                () -> Files.readString(Path.of("/proc", Long.toString(second.pid()), "maps"))
                        .contains("libasyncProfiler"));

        Waiting.until(
                PATIENCE,
                "the agent still speaks of the dead",
                () -> product.jvm(first.pid()).equals(JvmStatus.UNKNOWN)
                        && product.jvm(second.pid()).equals(JvmStatus.UNKNOWN));
        Leftovers left = new Leftovers(bystander.pid());
        happens(() -> left.find().isEmpty());
        assertEquals(Set.of(), left.find(), "left behind by the dead");
        assertTrue(product.isAgentAlive(), "the agent has ended");

        SplitJvm next = beside("next", 21);
        SplitJvm sameImage = beside("same-image", 25);
        product.profile(next.name(), ASKED);
        product.profile(sameImage.name(), ASKED);
        JvmStatus status = product.awaitJvm(next, PATIENCE);
        JvmStatus suspect = product.awaitJvm(sameImage, PATIENCE);
        System.out.printf("after two JVMs died: another one %s,%n  one of the same executable %s%n", status, suspect);
        if (!status.isProfiled()) {
            // The first was further than its sign said when it was killed: then both count, and two stop all.
            assertEquals("BreakerOpen", status.reason(), "one death stops all");
            assertTrue(status.message().contains("of 2 images"), () -> "one death stops all: " + status);
        }
        if (kernelTellsHowProcessesEnd()) {
            assertEquals("BreakerOpen", suspect.reason(), product::agentLog);
        }
        product.stopAgent();
        assertEquals(Set.of(), left.find(), "left behind");
        assertEquals("", bystander.printed() + next.printed() + sameImage.printed(), "in the programs' own output");
    }

    /// Of processes that aren't one's children, from 6.15 on (`PIDFD_GET_INFO`).
    private static boolean kernelTellsHowProcessesEnd() {
        String[] numbers = System.getProperty("os.version", "0.0").split("[^0-9]+", 3);
        int major = Integer.parseInt(numbers[0]);
        return major > 6 || (major == 6 && Integer.parseInt(numbers[1]) >= 15);
    }

    private interface Sign {
        boolean isThere() throws IOException;
    }

    private static void killWhen(SplitJvm jvm, Sign sign) throws Exception {
        assertTrue(happens(sign), () -> "nothing happens to " + jvm.name());
        jvm.process().destroyForcibly();
        assertTrue(jvm.process().waitFor(10, TimeUnit.SECONDS));
    }

    /// Looks every millisecond, as what is waited for may be over in a moment.
    private static boolean happens(Sign sign) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!sign.isThere()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        return true;
    }

    private SplitJvm beside(String name, int version) throws Exception {
        SplitJvm jvm = start(Launch.of(name, JavaRuntime.of(version))
                .around(List.of("nsenter", "--mount=/proc/" + bystander.pid() + "/ns/mnt")));
        jvm.awaitWork();
        return jvm;
    }

    private SplitJvm start(Launch launch) throws IOException {
        return SplitJvm.start(launch.work("cpu=0.1"), workspace, ends);
    }
}
