package dev.podflame.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script that fetches the library, without the network: `npm` is replaced by what the test needs it to do.
class FetchLibraryIT {
    @TempDir
    private Path folder;

    private record Outcome(int code, String out, String err) {}

    private Outcome fetch(String npm) throws IOException, InterruptedException {
        Path tools = Files.createDirectories(folder.resolve("bin"));
        Path fake = Files.writeString(tools.resolve("npm"), "#!/bin/sh\n" + npm + "\n");
        Files.setPosixFilePermissions(fake, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder("bash", script().toString()).redirectError(err.toFile());
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        builder.environment().put("XDG_CACHE_HOME", folder.toString());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out, Files.readString(err));
    }

    private static Path script() {
        return Path.of(System.getProperty("podflame.root", ""), "embedded-clickhouse", "fetch-libchdb.sh");
    }

    private Path cache() {
        return folder.resolve("podflame/libchdb");
    }

    private void assertNothingKept() throws IOException {
        try (Stream<Path> files = Files.walk(cache())) {
            assertFalse(files.anyMatch(
                    file -> file.endsWith("libchdb.so") || file.toString().contains(".fetch.")));
        }
    }

    @Test
    void anArchiveThatIsNotThePinnedOneIsNotUsed() throws Exception {
        Outcome outcome = fetch("echo tampered > lib.tgz; echo lib.tgz");
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("sha512 differs"), outcome.err());
        assertEquals("", outcome.out());
        assertNothingKept();
    }

    @Test
    void withoutNetworkItSaysWhatToDo() throws Exception {
        Outcome outcome = fetch("echo 'npm error code ENOTFOUND' >&2; exit 1");
        assertEquals(1, outcome.code());
        assertTrue(outcome.err().contains("ENOTFOUND") && outcome.err().contains("cure: "), outcome.err());
        assertNothingKept();
    }

    @Test
    void aLibraryInTheCacheIsPrintedWithoutAskingNpm() throws Exception {
        String version = System.getProperty("podflame.libchdb.version", "");
        Path kept = Files.createDirectories(cache().resolve(version)).resolve("libchdb.so");
        String size = Long.toString(Files.size(EmbeddedProcess.library()));
        assertTrue(Files.readString(script()).contains("LIBRARY_BYTES=" + size));
        try (RandomAccessFile sparse = new RandomAccessFile(kept.toFile(), "rw")) {
            sparse.setLength(Long.parseLong(size));
        }
        Outcome outcome = fetch("exit 99");
        assertEquals(0, outcome.code(), outcome.err());
        assertEquals(kept + "\n", outcome.out());
    }
}
