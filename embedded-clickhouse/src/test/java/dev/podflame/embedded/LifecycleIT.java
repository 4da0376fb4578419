package dev.podflame.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the process starts, ends and refuses to start.
class LifecycleIT {
    @TempDir
    private Path folder;

    private void assertRefuses(Exit exit, String reason, EmbeddedProcess process) throws Exception {
        assertEquals(exit.code(), process.awaitExit(), process.output());
        String output = process.output();
        assertTrue(output.contains(reason), output);
        assertTrue(output.contains("cure: "), output);
        assertFalse(output.contains("\tat "), output);
    }

    @Test
    void itEndsWithItsParentAndKeepsTheData() throws Exception {
        EmbeddedProcess first = EmbeddedProcess.start(folder);
        first.http().run("CREATE TABLE t (a UInt8) ENGINE = MergeTree ORDER BY a");
        first.http().run("INSERT INTO t VALUES (1), (2)");
        long before = System.nanoTime();
        first.process().getOutputStream().close();
        assertEquals(0, first.awaitExit(), first.output());
        assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - before) < 10);
        try (EmbeddedProcess second = EmbeddedProcess.start(folder)) {
            assertEquals("2", second.http().run("SELECT count() FROM t"));
        }
    }

    @Test
    void itEndsWhileAQueryRuns() throws Exception {
        EmbeddedProcess server = EmbeddedProcess.start(folder);
        Http http = server.http();
        try (ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Future<String> answer = thread.submit(() -> Http.code(
                    http.post("/", "SELECT count() FROM numbers(1000000000000) WHERE sipHash64(number) = 1")));
            Await.until(
                    "the query to run",
                    () -> http.run("SELECT count() FROM system.processes").equals("2"));
            server.process().getOutputStream().close();
            assertEquals(0, server.awaitExit(), server.output());
            assertEquals("394", answer.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void sigtermEndsItCleanly() throws Exception {
        EmbeddedProcess server = EmbeddedProcess.start(folder);
        int port = server.port();
        server.process().destroy();
        // destroy() closes standard input too, so that either may end it first. A crash at the end would show as
        // another.
        int code = server.awaitExit();
        assertTrue(code == 0 || code == 128 + 15, code + " " + server.output());
        assertFalse(server.output().contains("Exception"), server.output());
        assertThrows(ConnectException.class, () -> new RawSocket(port).close());
    }

    @Test
    void withoutPasswordItDoesNotStart() throws Exception {
        assertRefuses(
                Exit.PASSWORD_MISSING,
                "PODFLAME_CLICKHOUSE_PASSWORD",
                EmbeddedProcess.launch(folder, EmbeddedProcess.library(), ""));
    }

    @Test
    void thePasswordIsNeverPrinted() throws Exception {
        try (EmbeddedProcess server = EmbeddedProcess.start(folder)) {
            new Http(server.port(), "podflame", "wrong").post("/", "SELECT 1");
            assertFalse(server.output().contains(EmbeddedProcess.PASSWORD), server.output());
            String arguments = Files.readString(
                    Path.of("/proc", Long.toString(server.process().pid()), "cmdline"));
            assertFalse(arguments.contains(EmbeddedProcess.PASSWORD), arguments);
        }
    }

    @Test
    void aMissingLibraryIsNamedWithTheCure() throws Exception {
        EmbeddedProcess process = EmbeddedProcess.launch(folder, folder.resolve("nothing.so"), "x");
        assertRefuses(Exit.LIBRARY_MISSING, "nothing.so", process);
        assertTrue(process.output().contains("fetch-libchdb.sh"), process.output());
    }

    @Test
    void aDamagedLibraryIsNamedWithTheCure() throws Exception {
        Path damaged = Files.writeString(folder.resolve("damaged.so"), "not a library");
        assertRefuses(Exit.LIBRARY_UNUSABLE, "damaged.so", EmbeddedProcess.launch(folder, damaged, "x"));
    }

    @Test
    void anotherLibraryIsNotMistakenForIt() throws Exception {
        Path other = Path.of(System.getProperty("java.home"), "lib", "libzip.so");
        assertRefuses(Exit.LIBRARY_TOO_OLD, "libzip.so", EmbeddedProcess.launch(folder, other, "x"));
    }

    @Test
    void aFolderServesOneProcessAtATime() throws Exception {
        try (EmbeddedProcess first = EmbeddedProcess.start(folder)) {
            Path elsewhere = Files.createDirectory(folder.resolve("second"));
            List<String> command = new ArrayList<>(EmbeddedProcess.java());
            command.addAll(List.of("--data", folder.resolve("data").toString()));
            command.addAll(List.of("--library", EmbeddedProcess.library().toString()));
            EmbeddedProcess second = EmbeddedProcess.launch(elsewhere, elsewhere.resolve("port"), "x", command);
            assertRefuses(Exit.DATA_LOCKED, "process " + first.process().pid(), second);
            assertEquals("1", first.http().run("SELECT 1"));
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Files.writeString(folder.resolve("data"), "a file where the folder should be");
        assertRefuses(
                Exit.DATA_UNUSABLE,
                folder.resolve("data").toString(),
                EmbeddedProcess.launch(folder, EmbeddedProcess.library(), "x"));
    }

    @Test
    void aDiskThatTakesNoMoreIsNoticedBeforeTheEngineStarts() throws Exception {
        List<String> java = new ArrayList<>(EmbeddedProcess.java());
        java.addAll(List.of("--data", folder.resolve("data").toString()));
        java.addAll(List.of("--library", EmbeddedProcess.library().toString()));
        // A limit on the size of files: writing beyond it fails as it does on a full disk.
        String limited = "trap '' XFSZ; ulimit -f 512; exec \"$@\"";
        List<String> command = new ArrayList<>(List.of("bash", "-c", limited, "bash"));
        command.addAll(java);
        assertRefuses(
                Exit.DATA_UNUSABLE,
                "cannot write to",
                EmbeddedProcess.launch(folder, folder.resolve("port"), "x", command));
    }

    @Test
    void dataThatTheEngineCannotOpenIsNamed() throws Exception {
        Path data = Files.createDirectory(folder.resolve("data"));
        Files.writeString(data.resolve("store"), "a file where the engine keeps a folder");
        assertRefuses(
                Exit.ENGINE_REFUSED, data.toString(), EmbeddedProcess.launch(folder, EmbeddedProcess.library(), "x"));
    }

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefuses(
                    Exit.PORT_IN_USE,
                    "127.0.0.1:" + port,
                    EmbeddedProcess.launch(folder, EmbeddedProcess.library(), "x", "--port", port));
        }
    }

    @Test
    void itListensOnLoopbackOnly() throws Exception {
        try (EmbeddedProcess server = EmbeddedProcess.start(folder)) {
            String port = String.format("%04X", server.port());
            assertEquals(List.of("0100007F:" + port), listeners(port));
        }
    }

    /// Local addresses, as the kernel has them, of sockets that listen on this port.
    private static List<String> listeners(String port) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(Path.of("/proc/net/tcp")));
        if (Files.exists(Path.of("/proc/net/tcp6"))) {
            lines.addAll(Files.readAllLines(Path.of("/proc/net/tcp6")));
        }
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields.length > 3 && fields[3].equals("0A") && fields[1].endsWith(":" + port))
                .map(fields -> fields[1].length() > 13 ? "0100007F:" + port : fields[1])
                .toList();
    }
}
