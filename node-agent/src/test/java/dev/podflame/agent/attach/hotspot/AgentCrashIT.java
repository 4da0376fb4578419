package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.attach.hotspot.TargetJvm.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// An agent that dies at any step; the next one leaves nothing of it.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AgentCrashIT {
    private AttachRoom room;

    @BeforeEach
    void enter() throws IOException {
        room = AttachRoom.enter();
        room.attacher().close();
    }

    @AfterEach
    void leave() throws IOException {
        room.close();
    }

    @ParameterizedTest
    @EnumSource(Step.class)
    void whateverAnAgentDidBeforeItDiedIsUndoneByTheNext(Step step) throws Exception {
        TargetJvm target = room.start(Launch.plain());
        dieAt(step, target);
        boolean left = step.compareTo(Step.FOLDER) > 0;
        assertEquals(left, !target.leftInTmp().isEmpty(), () -> "files after " + step);

        room.reopen();
        assertEquals(Set.of(), target.leftInTmp());
        assertEquals("", target.saidByOthers());
        try (AttachedJvm jvm = room.attach(target)) {
            assertTrue(jvm.run("status").contains("not active"));
        }
        assertTrue(target.process().isAlive());
        // What is undone is left out by the next start.
        room.reopen();
        assertEquals("", Files.readString(room.data().resolve("journal")));
    }

    @Test
    void whatIsLeftOfAJvmThatEndedMeanwhileIsRemovedThroughANeighbour() throws Exception {
        TargetJvm neighbour = room.start(Launch.plain());
        TargetJvm target = room.start(Launch.plain()
                .around(List.of(
                        "nsenter", "--mount=/proc/" + neighbour.process().pid() + "/ns/mnt")));
        dieAt(Step.END, target);
        target.kill();
        assertFalse(neighbour.leftInTmp().isEmpty());
        room.reopen();
        assertEquals(Set.of(), neighbour.leftInTmp());
    }

    @Test
    void aJvmThatEndedWithItsTmpKeepsNoAgentFromStarting() throws Exception {
        TargetJvm target = room.start(Launch.plain());
        dieAt(Step.END, target);
        target.kill();
        room.reopen();
        room.attach(room.start(Launch.plain())).close();
    }

    private void dieAt(Step step, TargetJvm target) throws Exception {
        assertEquals(HaltingAgent.HALTED, room.runAgent(List.of(), target, step.name()));
    }
}
