package dev.podflame.agent.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SymbolFolderIT {
    @TempDir
    Path folder;

    @Test
    void aTableIsThereAfterARestart() throws Exception {
        new SymbolFolder(folder, 1 << 20).write("id", SymbolFolderIT::fill);
        SymbolTable table = new SymbolFolder(folder, 1 << 20).read("id").orElseThrow();
        assertEquals("f7", ElfFileTest.name(table, 0x1078));
    }

    @Test
    void aFileThatWasCutOffIsNoTable() throws Exception {
        SymbolFolder tables = new SymbolFolder(folder, 1 << 20);
        tables.write("id", SymbolFolderIT::fill);
        Path file = folder.resolve("id.symbols");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 30));
        assertTrue(tables.read("id").isEmpty());
        Files.write(file, new byte[0]);
        assertTrue(tables.read("id").isEmpty());
    }

    @Test
    void theTableNotUsedLongestIsDeletedFirst() throws Exception {
        SymbolFolder tables = new SymbolFolder(folder, 5000);
        tables.write("old", SymbolFolderIT::fill);
        tables.write("used", SymbolFolderIT::fill);
        Files.setLastModifiedTime(folder.resolve("old.symbols"), FileTime.from(Instant.ofEpochSecond(2)));
        Files.setLastModifiedTime(folder.resolve("used.symbols"), FileTime.from(Instant.ofEpochSecond(1)));
        assertTrue(tables.read("used").isPresent());
        tables.write("new", SymbolFolderIT::fill);
        assertFalse(Files.exists(folder.resolve("old.symbols")));
        assertTrue(tables.read("used").isPresent() && tables.read("new").isPresent());
    }

    @Test
    void withoutAFolderTheTableIsKeptInMemory() throws Exception {
        Path file = Files.writeString(folder.resolve("plain"), "");
        SymbolTable table = new SymbolFolder(file.resolve("symbols"), 1 << 20).write("id", SymbolFolderIT::fill);
        assertEquals("f3", ElfFileTest.name(table, 0x1030));
    }

    @Test
    void aFileThatLiesLeavesNothingBehind() throws Exception {
        assertThrows(
                MalformedElfException.class,
                () -> new SymbolFolder(folder, 1 << 20).write("id", table -> {
                    fill(table);
                    throw new MalformedElfException("lies");
                }));
        try (java.util.stream.Stream<Path> left = Files.list(folder)) {
            assertEquals(0, left.count());
        }
    }

    private static void fill(SymbolTableWriter table) throws java.io.IOException {
        for (int i = 0; i < 100; i++) {
            table.add(0x1000 + i * 16L, SymbolTable.reach(16, 0), (byte) 1, ("f" + i).getBytes(StandardCharsets.UTF_8));
        }
    }
}
