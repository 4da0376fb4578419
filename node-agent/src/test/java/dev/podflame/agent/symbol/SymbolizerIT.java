package dev.podflame.agent.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.podflame.agent.process.ProcessKey;
import dev.podflame.agent.process.SelectedProcess;
import dev.podflame.profile.Address;
import dev.podflame.profile.Frame;
import dev.podflame.profile.FrameKind;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Addresses in a real process.
@Timeout(60)
class SymbolizerIT {
    @TempDir
    Path folder;

    private Path program = Path.of("/");
    private String buildId = "";
    private long address;

    @SuppressWarnings("NullAway.Init")
    private Process process;

    @SuppressWarnings("NullAway.Init")
    private SelectedProcess selected;

    @BeforeEach
    void startProgram() throws Exception {
        program = Programs.compileC(folder, "waits", """
                #include <stdio.h>
                int wait_for_it(int c) { return c == 10 ? 0 : getchar(); }
                int main(void) { puts("up"); fflush(stdout); return wait_for_it(0); }
                """);
        try (FileChannel channel = FileChannel.open(program)) {
            buildId = BuildId.gnu(ElfFile.read(ByteSource.of(channel))).orElseThrow();
        }
        Programs.nm(folder, program, "").forEach((start, names) -> {
            if (names.contains("wait_for_it")) {
                address = start + 3;
            }
        });
        start();
    }

    @AfterEach
    void endProgram() {
        process.destroyForcibly();
    }

    @Test
    void anAddressInTheProgramIsNamed() {
        assertEquals(Frame.of("wait_for_it", "waits", FrameKind.NATIVE), name(buildId));
    }

    @Test
    void aProgramDeletedUnderItsProcessIsNamedAllTheSame() throws Exception {
        Files.delete(program);
        assertEquals("wait_for_it", name(buildId).name());
    }

    @Test
    void aProgramReplacedUnderItsProcessIsNotMistakenForTheNewOne() throws Exception {
        Files.delete(program);
        Programs.compileC(folder, "waits", "int other(void) { return 7; } int main(void) { return other(); }");
        assertEquals("wait_for_it", name(buildId).name());
    }

    @Test
    void afterTheFirstLookNoFileIsNeeded() throws Exception {
        assertEquals("wait_for_it", name(buildId).name());
        process.destroyForcibly().waitFor();
        Files.delete(program);
        assertEquals("wait_for_it", name(buildId).name(), "from the folder of tables");
    }

    @Test
    void aProcessThatHasEndedLeavesTheAddress() throws Exception {
        process.destroyForcibly().waitFor();
        assertEquals("waits+0x" + Long.toHexString(address), name(buildId).name());
    }

    @Test
    void aPidThatWentToAnotherProcessIsNotOpened() {
        selected = new SelectedProcess(
                new ProcessKey(process.pid(), selected.key().startTicks() + 1), "t", Map.of(), "native");
        assertEquals("waits+0x" + Long.toHexString(address), name(buildId).name());
    }

    @Test
    void anotherBuildIdLeavesTheAddress() {
        assertEquals(
                "waits+0x" + Long.toHexString(address), name("00".repeat(20)).name());
    }

    @Test
    void placesInAFunctionWithoutANameAreOneFrame() throws Exception {
        process.destroyForcibly().waitFor();
        Programs.run(folder, "strip", program.toString());
        start();
        try (Symbolizer symbolizer = symbolizer()) {
            Frame here = symbolizer.name(selected, at(address, buildId));
            assertTrue(here.name().matches("waits\\+0x[0-9a-f]+"), here.name());
            assertEquals(here, symbolizer.name(selected, at(address + 4, buildId)));
            assertNotEquals(here, symbolizer.name(selected, at(address + 64, buildId)));
        }
    }

    @Test
    void codeWithoutAFileIsOneFrame() {
        try (Symbolizer symbolizer = symbolizer()) {
            Address jit = new Address("", "", 0x7f00_1234_5678L, FrameKind.NATIVE);
            assertEquals("[anonymous]", symbolizer.name(selected, jit).name());
        }
    }

    private Frame name(String ofBuildId) {
        try (Symbolizer symbolizer = symbolizer()) {
            return symbolizer.name(selected, at(address, ofBuildId));
        }
    }

    private static Address at(long address, String buildId) {
        return new Address("waits", buildId, address, FrameKind.NATIVE);
    }

    private Symbolizer symbolizer() {
        return new Symbolizer(folder.resolve("symbols"), new Demangler(folder.resolve("no-demangler")));
    }

    private void start() throws IOException {
        process = new ProcessBuilder(program.toString()).start();
        assertEquals('u', process.getInputStream().read(), "the program runs");
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        selected = new SelectedProcess(
                new ProcessKey(process.pid(), ProcessModules.startTicks(stat)), "t", Map.of(), "native");
    }
}
