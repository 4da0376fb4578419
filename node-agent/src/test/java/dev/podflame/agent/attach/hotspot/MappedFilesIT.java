package dev.podflame.agent.attach.hotspot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFilesIT {
    private static final String AT = "7f0000000000-7f0000001000 r-xp 00000000 fe:01 ";

    @TempDir
    private Path folder;

    @Test
    void aProfilerOfSomebodyElseIsFoundWhereverItIs() throws IOException {
        assertTrue(read("12 /tmp/alloy-asprof-1a2b/libasyncProfiler.so")
                .otherProfiler()
                .isPresent());
        assertTrue(read("12 /opt/my libs/libasyncProfiler-4.so (deleted)")
                .otherProfiler()
                .isPresent());
        assertTrue(read("12 /opt/yourkit/libyjpagent.so").otherProfiler().isPresent());
        assertTrue(read("12 /tmp/.podflame-12345678/sub/libasyncProfiler.so")
                .otherProfiler()
                .isPresent());
        assertFalse(read("12 /usr/lib/jvm/lib/libjava.so").otherProfiler().isPresent());
    }

    @Test
    void podflamesOwnIsNotAnothersAndMayHaveBeenDeleted() throws IOException {
        MappedFiles files = read("12 /tmp/.podflame-0a1b2c3d/libasyncProfiler.so (deleted)");
        assertFalse(files.otherProfiler().isPresent());
        assertEquals(
                List.of(new MappedFiles.MappedFile("/tmp/.podflame-0a1b2c3d/libasyncProfiler.so", 12, true)),
                files.ownLibraries());
    }

    @Test
    void openJ9AndMuslAreKnownByTheirLibraries() throws IOException {
        MappedFiles files = read("12 /opt/java/lib/default/libj9vm29.so", "13 /lib/ld-musl-x86_64.so.1");
        assertTrue(files.hasOpenJ9());
        assertTrue(files.hasMusl());
    }

    @Test
    void aFileThatIsMappedInPiecesCountsOnce() throws IOException {
        MappedFiles files = read("12 /usr/lib/libjvm.so", "12 /usr/lib/libjvm.so", "0 [heap]");
        assertEquals(1, files.files().size());
        assertTrue(files.named("libjvm.so").isPresent());
    }

    private MappedFiles read(String... filesAndInodes) throws IOException {
        Path maps = folder.resolve("maps");
        Files.write(
                maps, List.of(filesAndInodes).stream().map(line -> AT + line).toList());
        return MappedFiles.read(maps);
    }
}
