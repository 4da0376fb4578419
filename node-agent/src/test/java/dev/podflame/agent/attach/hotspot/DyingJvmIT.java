package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.attach.hotspot.TargetJvm.Launch;
import dev.podflame.agent.linux.SafeFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// JVMs that end, or don't answer, at a bad moment.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class DyingJvmIT {
    private AttachRoom room;

    @BeforeEach
    void enter() throws IOException {
        room = AttachRoom.enter();
    }

    @AfterEach
    void leave() throws IOException {
        room.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Step.class,
            names = {"FOLDER", "LIBRARY", "OUTPUT", "TRIGGER", "SIGNAL", "LOAD"})
    void aJvmThatDiesWhileItIsAttachedToLeavesNothing(Step step) throws Exception {
        TargetJvm neighbour = room.start(Launch.plain());
        TargetJvm target = room.start(Launch.plain()
                .around(List.of(
                        "nsenter", "--mount=/proc/" + neighbour.process().pid() + "/ns/mnt")));
        room.reopen(now -> {
            if (now == step) {
                target.kill();
            }
        });
        JvmProcess process = target.asProcess(AttachRoom.IMAGE);
        AttachResult.Refused refused = (AttachResult.Refused) room.attacher().attach(process);
        assertEquals(Refusal.PROCESS_ENDED, refused.reason(), refused.message());
        assertEquals(Set.of(), neighbour.leftInTmp());
        boolean suspected = room.attacher().breaker().open(AttachRoom.IMAGE).isPresent();
        assertEquals(step == Step.LOAD, suspected, "suspected of having killed it");
    }

    @RepeatedTest(5)
    void aJvmThatDiesBeforeItHasAnsweredIsSuspected() throws Exception {
        TargetJvm target = room.start(Launch.plain());
        // Beside the attacher, which waits for the answer by then: the connection breaks before the process is gone.
        room.reopen(now -> {
            if (now == Step.LOAD) {
                Thread.ofPlatform().daemon().start(() -> target.process().destroyForcibly());
            }
        });
        AttachResult.Refused refused =
                (AttachResult.Refused) room.attacher().attach(target.asProcess(AttachRoom.IMAGE));
        assertEquals(Refusal.PROCESS_ENDED, refused.reason(), refused.message());
        assertTrue(room.attacher().breaker().open(AttachRoom.IMAGE).isPresent(), "it isn't suspected");
    }

    @Test
    void aJvmThatDiesWhileItIsProfiledLeavesNothing() throws Exception {
        TargetJvm neighbour = room.start(Launch.plain());
        TargetJvm target = room.start(Launch.plain()
                .around(List.of(
                        "nsenter", "--mount=/proc/" + neighbour.process().pid() + "/ns/mnt")));
        AttachedJvm jvm = room.attach(target);
        jvm.run("start,event=ctimer,jfr,timeout=60,memlimit=32m,file=" + jvm.outputFile("a.jfr"));
        target.kill();
        assertFalse(jvm.isAlive());
        jvm.close();
        assertEquals(Set.of(), neighbour.leftInTmp());
    }

    @Test
    void aTmpThatNobodySeesAnyMoreIsTidiedAllTheSame() throws Exception {
        // As an emptyDir between two starts of its container.
        TargetJvm target = room.start(Launch.plain());
        AttachedJvm jvm = room.attach(target);
        jvm.run("start,event=ctimer,jfr,timeout=60,memlimit=32m,file=" + jvm.outputFile("a.jfr"));
        try (SafeFolder tmp = SafeFolder.at(target.tmp())) {
            target.kill();
            assertTrue(tmp.names().stream().anyMatch(name -> name.startsWith(".podflame-")));
            jvm.close();
            assertFalse(tmp.names().stream().anyMatch(name -> name.startsWith(".podflame-")));
        }
    }

    @Test
    void whatAJvmRecordedLastCanBeReadWhenItHasEnded() throws Exception {
        TargetJvm target = room.start(Launch.plain());
        AttachedJvm jvm = room.attach(target);
        jvm.run("start,event=ctimer,interval=5ms,jfr,timeout=60,memlimit=32m,file=" + jvm.outputFile("a.jfr"));
        target.process().getOutputStream().close();
        assertTrue(target.process().waitFor(20, TimeUnit.SECONDS));
        assertFalse(jvm.isAlive());
        // Its /tmp was its own and is gone with it, but for what is held open.
        try (FileChannel file = jvm.openOutput("a.jfr")) {
            assertTrue(file.size() > 1000, () -> "an empty recording");
        }
        jvm.deleteOutput("a.jfr");
        assertThrows(IOException.class, () -> jvm.openOutput("a.jfr"));
        jvm.close();
    }

    @Test
    void aJvmThatIsStoppedIsGivenUpOnAndNotAskedAgainAtOnce() throws Exception {
        TargetJvm target = room.start(Launch.plain());
        signal(target, "STOP");
        assertEquals(Refusal.ATTACH_TIMED_OUT, room.refused(target).reason());
        assertEquals(Refusal.BACKING_OFF, room.refused(target).reason());
        signal(target, "CONT");
        assertEquals(Set.of(), target.leftInTmp());
        assertEquals("", target.saidByOthers());
        assertTrue(target.process().isAlive());
    }

    private static void signal(TargetJvm target, String name) throws Exception {
        Process kill = new ProcessBuilder(
                        "kill", "-" + name, Long.toString(target.process().pid()))
                .start();
        assertEquals(0, kill.waitFor());
    }
}
