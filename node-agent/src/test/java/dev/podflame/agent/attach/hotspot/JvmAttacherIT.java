package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.attach.hotspot.TargetJvm.Launch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 120, unit = TimeUnit.SECONDS)
class JvmAttacherIT {
    private static final String START = "start,event=ctimer,interval=10ms,alloc=64k,jfr,timeout=60,memlimit=32m,file=";

    private AttachRoom room;

    @BeforeEach
    void enter() throws IOException {
        room = AttachRoom.enter();
    }

    @AfterEach
    void leave() throws IOException {
        room.close();
    }

    static List<Path> javas() throws IOException {
        return AttachRoom.javas();
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aJvmIsProfiledAndLeftAsItWas(Path java) throws Exception {
        TargetJvm target = room.start(Launch.of(java));
        AttachedJvm jvm = room.attach(target);
        assertTrue(jvm.run("status").contains("not active"));
        jvm.run(START + jvm.outputFile("a.jfr"));
        assertTrue(jvm.run("status").contains("running"));
        jvm.run("stop,jfr");
        assertEquals("FLR", firstBytes(jvm, "a.jfr"));
        jvm.deleteOutput("a.jfr");
        assertThrows(IOException.class, () -> jvm.openOutput("a.jfr"));
        jvm.close();

        assertEquals(Set.of(), target.leftInTmp());
        assertEquals("", target.saidByOthers());
        assertTrue(target.process().isAlive());
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aRunningProfilerIsStoppedByDetaching(Path java) throws Exception {
        TargetJvm target = room.start(Launch.of(java));
        AttachedJvm first = room.attach(target);
        first.run(START + first.outputFile("a.jfr"));
        first.close();
        assertEquals(Set.of(), target.leftInTmp());
        try (AttachedJvm second = room.attach(target)) {
            assertTrue(second.run("status").contains("not active"));
        }
        assertEquals(1, loadedLibraries(target), "the library is loaded once");
        assertEquals("", target.saidByOthers());
    }

    @ParameterizedTest
    @MethodSource("javas")
    void aJvmOfAnotherUserIsProfiled(Path java) throws Exception {
        TargetJvm target =
                room.start(Launch.of(java).inside("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
        AttachedJvm jvm = room.attach(target);
        jvm.run(START + jvm.outputFile("a.jfr"));
        jvm.run("stop,jfr");
        assertEquals("FLR", firstBytes(jvm, "a.jfr"));
        jvm.close();
        assertEquals(Set.of(), target.leftInTmp());
        assertEquals("", target.saidByOthers());
    }

    @ParameterizedTest
    @MethodSource("javas")
    void anAgentNeedsFourCapabilitiesForAJvmOfAnotherUser(Path java) throws Exception {
        TargetJvm target =
                room.start(Launch.of(java).inside("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
        room.attacher().close();
        String narrowed = "--bounding-set=-all,+dac_read_search,+sys_ptrace";
        IllegalStateException refused = assertThrows(
                IllegalStateException.class, () -> room.runAgent(List.of("setpriv", narrowed, "--"), target, "none"));
        assertTrue(String.valueOf(refused.getMessage()).contains("USER_MISMATCH"), refused.getMessage());
        assertEquals(Set.of(), target.leftInTmp());
        assertEquals(0, room.runAgent(List.of("setpriv", narrowed + ",+setuid,+setgid", "--"), target, "none"));
        assertEquals(Set.of(), target.leftInTmp());
        assertEquals("", target.saidByOthers());
    }

    @Test
    void twoJvmsShareALibraryUntilTheLastIsLeft() throws Exception {
        TargetJvm one = room.start(Launch.plain());
        TargetJvm two = room.start(Launch.plain()
                .around(List.of("nsenter", "--mount=/proc/" + one.process().pid() + "/ns/mnt")));
        AttachedJvm first = room.attach(one);
        AttachedJvm second = room.attach(two);
        first.close();
        assertTrue(second.run("version").startsWith("4."));
        second.close();
        assertEquals(Set.of(), one.leftInTmp());
    }

    @Test
    void aMistakeIsToldInAsyncProfilersOwnWords() throws Exception {
        try (AttachedJvm jvm = room.attach(room.start(Launch.plain()))) {
            AttachException failed = assertThrows(
                    AttachException.class, () -> jvm.run("start,event=nonsense,timeout=10,memlimit=32m,quiet"));
            assertTrue(String.valueOf(failed.getMessage()).contains("Unsupported event type"), failed.getMessage());
            assertThrows(IllegalArgumentException.class, () -> jvm.run("start,event=ctimer"));
            assertTrue(jvm.isAlive());
        }
    }

    @Test
    void aQuestionThatFailsIsExplainedInAsyncProfilersOwnWordsToo() throws Exception {
        TargetJvm target = room.start(Launch.plain());
        try (AttachedJvm jvm = room.attach(target)) {
            AttachException failed = assertThrows(AttachException.class, () -> jvm.run("status,loglevel="));
            assertTrue(String.valueOf(failed.getMessage()).contains("loglevel"), failed.getMessage());
        }
        assertEquals("", target.saidByOthers());
        assertEquals(Set.of(), target.leftInTmp());
    }

    @Test
    void noLinkThatTheTargetPlantsIsFollowed() throws Exception {
        TargetJvm target = room.start(Launch.plain());
        Path secret = Files.writeString(room.folder().resolve("secret"), "secret");
        try (AttachedJvm jvm = room.attach(target)) {
            Path output = Path.of("/proc/" + target.process().pid() + "/root" + jvm.outputFile("x"));
            Files.createSymbolicLink(output, secret);
            assertThrows(IOException.class, () -> jvm.openOutput("x"));
            jvm.deleteOutput("x");
            Files.createLink(output, Files.writeString(output.resolveSibling("y"), "y"));
            assertThrows(IOException.class, () -> jvm.openOutput("x"));
        }
        assertEquals("secret", Files.readString(secret));
        assertEquals(Set.of(), target.leftInTmp());
    }

    @Test
    void twoAgentsDoNotShareAFolder() {
        assertThrows(IOException.class, () -> JvmAttacher.open(room.data(), AttachRoom.OPTIONS));
    }

    @Test
    void aJvmThatIsKilledOpensTheBreakerForItsImageUntilItIsReset() throws Exception {
        TargetJvm doomed = room.start(Launch.plain());
        AttachedJvm jvm = room.attach(doomed);
        doomed.kill();
        assertFalse(jvm.isAlive());
        assertTrue(jvm.death().isCrash(), jvm.death().words());
        jvm.close();

        TargetJvm next = room.start(Launch.plain());
        assertEquals(Refusal.BREAKER_OPEN, room.refused(next).reason());
        room.reopen();
        assertEquals(Refusal.BREAKER_OPEN, room.refused(next).reason(), "a restart forgets nothing");
        room.attacher().breaker().reset();
        room.attach(next).close();
    }

    @Test
    void aJvmThatEndsByItselfOpensNothing() throws Exception {
        TargetJvm target = room.start(Launch.plain());
        AttachedJvm jvm = room.attach(target);
        target.process().getOutputStream().close();
        assertTrue(target.process().waitFor(20, TimeUnit.SECONDS));
        assertFalse(jvm.death().isCrash(), jvm.death().words());
        jvm.close();
        room.attach(room.start(Launch.plain())).close();
    }

    private static String firstBytes(AttachedJvm jvm, String name) throws IOException {
        try (FileChannel file = jvm.openOutput(name)) {
            ByteBuffer bytes = ByteBuffer.allocate(3);
            assertEquals(3, file.read(bytes));
            return StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
        }
    }

    private static long loadedLibraries(TargetJvm target) throws NoSuchFileException, IOException {
        try (Stream<String> lines =
                Files.lines(Path.of("/proc/" + target.process().pid() + "/maps"))) {
            return lines.filter(line -> line.contains("libasyncProfiler"))
                    .map(line -> line.strip().split(" +", 6)[4])
                    .distinct()
                    .count();
        }
    }
}
