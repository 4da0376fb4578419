package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.attach.hotspot.TargetJvm.Launch;
import dev.podflame.agent.process.ProcFiles;
import dev.podflame.agent.process.ProcessKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Each JVM that must be left alone is, for the right reason, and lives on as it was.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class GatesIT {
    private AttachRoom room;

    @BeforeEach
    void enter() throws IOException {
        room = AttachRoom.enter();
    }

    @AfterEach
    void leave() throws IOException {
        room.close();
    }

    @Test
    void attachingIsForbiddenByAFlag() throws Exception {
        refuses(Refusal.ATTACH_DISABLED, Launch.plain().flags("-XX:+DisableAttachMechanism"));
        refuses(Refusal.ATTACH_DISABLED, Launch.plain().flags("-XX:-EnableDynamicAgentLoading"));
    }

    @Test
    void attachingIsForbiddenInTheEnvironment() throws Exception {
        refuses(Refusal.ATTACH_DISABLED, Launch.plain().inside("env", "_JAVA_OPTIONS=-XX:+DisableAttachMechanism"));
    }

    @Test
    void theSignalWouldEndTheJvm() throws Exception {
        for (Path java : AttachRoom.javas()) {
            refuses(Refusal.SIGQUIT_IGNORED, Launch.of(java).flags("-Xrs"));
        }
    }

    @Test
    void tmpIsReadOnly() throws Exception {
        refuses(Refusal.READ_ONLY_TMP, Launch.plain().around(TargetJvm.tmp("ro")));
    }

    @Test
    void tmpBelongsToSomebodyElse() throws Exception {
        refuses(
                Refusal.READ_ONLY_TMP,
                Launch.plain()
                        .around(TargetJvm.tmp("mode=755"))
                        .inside("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"));
    }

    @Test
    void nothingMayBeRunFromTmp() throws Exception {
        refuses(Refusal.NO_EXEC_TMP, Launch.plain().around(TargetJvm.tmp("noexec")));
    }

    @Test
    void tmpIsAlmostFull() throws Exception {
        refuses(Refusal.NO_SPACE, Launch.plain().around(TargetJvm.tmp("size=8m")));
    }

    @Test
    void theJvmMayOpenFewMoreFiles() throws Exception {
        // The JVM raises its soft limit to the hard one, so both are set.
        refuses(Refusal.FEW_DESCRIPTORS, Launch.plain().inside("prlimit", "--nofile=40:40"));
    }

    @Test
    void aProfilerOfSomebodyElseIsLoaded() throws Exception {
        Path library = ProfilerLibrary.unpack(
                        Files.createDirectory(room.folder().resolve("other")))
                .file();
        Path other = Files.copy(library, room.folder().resolve("libasyncProfiler.so"));
        refuses(
                Refusal.OTHER_PROFILER_PRESENT,
                Launch.plain()
                        .flags("-agentpath:" + other + "=start,event=itimer,interval=1s,quiet,collapsed,file="
                                + room.folder().resolve("other.txt")));
    }

    @Test
    void aFileIsWhereTheLibraryShouldBe() throws Exception {
        TargetJvm target = room.start(Launch.plain());
        ProfilerLibrary library = ProfilerLibrary.unpack(room.data());
        Path folder = Files.createDirectory(target.tmp().resolve(library.folder()));
        Files.writeString(folder.resolve(ProfilerLibrary.NAME), "not a library");
        assertEquals(Refusal.UNEXPECTED_FILE, room.refused(target).reason());
        assertEquals("not a library", Files.readString(folder.resolve(ProfilerLibrary.NAME)));
    }

    @Test
    void aLinkIsWhereTheFolderShouldBe() throws Exception {
        TargetJvm target = room.start(Launch.plain());
        ProfilerLibrary library = ProfilerLibrary.unpack(room.data());
        Path elsewhere = Files.createDirectory(room.folder().resolve("elsewhere"));
        Files.createSymbolicLink(target.tmp().resolve(library.folder()), elsewhere);
        assertEquals(Refusal.UNEXPECTED_FILE, room.refused(target).reason());
        try (Stream<Path> files = Files.list(elsewhere)) {
            assertEquals(0, files.count());
        }
        assertEquals(Set.of(library.folder()), target.leftInTmp());
    }

    @Test
    void itsMemoryLimitIsClose() throws Exception {
        try (MemoryGroup group = MemoryGroup.create()) {
            TargetJvm target = room.start(Launch.plain().inside(group.around()));
            group.leave(32L << 20);
            AttachResult.Refused refused = room.refused(target);
            assertEquals(Refusal.NO_HEADROOM, refused.reason(), refused.message());
            group.leave(256L << 20);
            room.attach(target).close();
            target.kill();
        }
    }

    @Test
    void itIsYoung() throws Exception {
        TargetJvm target = room.start(Launch.plain());
        room.attacher().close();
        JvmAttacher.Options careful = JvmAttacher.Options.DEFAULT.withMinimumAge(Duration.ofMinutes(1));
        try (JvmAttacher attacher = JvmAttacher.open(room.data(), careful)) {
            AttachResult.Refused refused =
                    assertInstanceOf(AttachResult.Refused.class, attacher.attach(target.asProcess(AttachRoom.IMAGE)));
            assertEquals(Refusal.TOO_YOUNG, refused.reason());
            assertTrue(refused.notBefore().isAfter(Instant.now().plusSeconds(20)));
        }
    }

    @Test
    void itIsNoJvm() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try {
            ProcessKey key = new ProcFiles().stat(sleep.pid()).orElseThrow().key();
            assertEquals(Refusal.NOT_HOTSPOT, reason(key));
            assertEquals(Refusal.PROCESS_ENDED, reason(new ProcessKey(key.pid(), key.startTicks() - 1)));
        } finally {
            sleep.destroy();
        }
        sleep.waitFor();
        assertEquals(Refusal.PROCESS_ENDED, reason(new ProcessKey(sleep.pid(), 1)));
    }

    private Refusal reason(ProcessKey key) throws InterruptedException {
        AttachResult result = room.attacher().attach(new JvmProcess(key, "", AttachRoom.IMAGE));
        return assertInstanceOf(AttachResult.Refused.class, result).reason();
    }

    private void refuses(Refusal reason, Launch launch) throws Exception {
        TargetJvm target = room.start(launch);
        Set<String> before = target.leftInTmp();
        AttachResult.Refused refused = room.refused(target);
        assertEquals(reason, refused.reason(), refused.message());
        assertEquals(before, target.leftInTmp());
        assertEquals("", target.saidByOthers().replace("Picked up _JAVA_OPTIONS: -XX:+DisableAttachMechanism\n", ""));
        assertTrue(target.process().isAlive());
    }
}
