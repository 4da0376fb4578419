package dev.podflame.agent.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ElfFileTest {
    private static final byte[] SMALL = new ElfBytes()
            .function("first", 0x1000, 0x10)
            .function("second", 0x1010, 0x20)
            .buildId(new byte[] {1, 2, (byte) 0xab})
            .build(".symtab");

    @Test
    void anAddressIsNamedByTheFunctionAroundIt() throws Exception {
        SymbolTable table = table(SMALL);
        assertEquals("first", name(table, 0x1000));
        assertEquals("first", name(table, 0x100f));
        assertEquals("second", name(table, 0x1010));
        assertEquals("", name(table, 0x1030));
        assertEquals("", name(table, 0xfff));
        assertEquals("", name(table, -1));
    }

    @Test
    void theBuildIdIsRead() throws Exception {
        ElfFile file = ElfFile.read(ByteSource.of(SMALL));
        assertEquals(Optional.of("0102ab"), BuildId.gnu(file));
        assertTrue(BuildId.matches(file, "0102ab"));
        assertTrue(BuildId.matches(file, BuildId.hash(ByteSource.of(SMALL))));
        assertFalse(BuildId.matches(file, "0102ac"));
    }

    @Test
    void codeWithoutASizeEndsWithItsSectionOrTheNextFunction() throws Exception {
        SymbolTable table = table(new ElfBytes()
                .function("_start", 0x1000, 0)
                .function("main", 0x1100, 0x10)
                .function("tail", 0x1f00, 0)
                .build(".symtab"));
        assertEquals("_start", name(table, 0x10ff));
        assertEquals("", name(table, 0x1110), "after main nothing is known");
        assertEquals("tail", name(table, 0x1fff));
        assertEquals("", name(table, 0x2000), "the section has ended");
    }

    @Test
    void ofSeveralNamesForOneAddressTheSizedGlobalOneIsTaken() throws Exception {
        SymbolTable table = table(new ElfBytes()
                .symbol("local_alias", 0x02, 1, 0x1000, 8)
                .symbol("malloc", 0x12, 1, 0x1000, 8)
                .symbol("__libc_malloc", 0x12, 1, 0x1000, 8)
                .build(".symtab"));
        assertEquals("malloc", name(table, 0x1004));
    }

    @Test
    void symbolsThatAreNoCodeAreLeftOut() throws Exception {
        SymbolTable table = table(new ElfBytes()
                .symbol("data", 0x11, 1, 0x1000, 8)
                .symbol("imported", 0x12, 0, 0x1000, 8)
                .symbol("$x", 0x00, 1, 0x1000, 0)
                .symbol("elsewhere", 0x12, 60, 0x1000, 8)
                .build(".symtab"));
        assertEquals(0, table.size());
    }

    @Test
    void aSmallFunctionInsideALargeOneDoesNotHideTheRest() throws Exception {
        SymbolTable table = table(new ElfBytes()
                .function("outer", 0x1000, 0x100)
                .function("inner", 0x1010, 0x10)
                .build(".dynsym"));
        assertEquals("inner", name(table, 0x1018));
        assertEquals("outer", name(table, 0x1040));
    }

    @Test
    void whatIsNoElfFileIsSaidClearly() {
        assertEquals("it has only 3 bytes", refusal(new byte[] {1, 2, 3}));
        assertEquals("it doesn't start as an ELF file does", refusal(new byte[100]));
        byte[] elf32 = SMALL.clone();
        elf32[4] = 1;
        assertEquals("it isn't 64-bit little-endian", refusal(elf32));
    }

    @Property(tries = 500)
    void anyBytesGiveAValueOrAClearError(@ForAll byte[] bytes) {
        readWithin(bytes);
    }

    /// Random bytes rarely get past the header, so a good file is damaged in a few places.
    @Property(tries = 3000)
    void aDamagedFileGivesAValueOrAClearError(
            @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 100_000) Integer> places,
            @ForAll @Size(min = 6, max = 6) List<Byte> values) {
        byte[] bytes = SMALL.clone();
        for (int i = 0; i < places.size(); i++) {
            // Half of the hits go to the header and the section table, where the lies are.
            int place = places.get(i) % 2 == 0
                    ? places.get(i) % bytes.length
                    : (bytes.length - 1 - places.get(i) % Math.min(bytes.length, 500));
            bytes[place] = values.get(i);
        }
        readWithin(bytes);
    }

    @Property(tries = 500)
    void aTruncatedFileGivesAValueOrAClearError(@ForAll @IntRange(max = 5000) int length) {
        readWithin(java.util.Arrays.copyOf(SMALL, Math.min(length, SMALL.length)));
    }

    @Property(tries = 1000)
    void anyBytesAsASymbolTableGiveATableOrNone(@ForAll byte[] bytes, @ForAll long address) throws Exception {
        SymbolTable.of(MemorySegment.ofArray(bytes)).ifPresent(table -> assertNotNull(table.find(address)));
        byte[] damaged = bytes(SMALL);
        for (int i = 0; i < bytes.length && i < 8; i++) {
            damaged[Math.floorMod(bytes[i] * 31 + i, damaged.length)] ^= bytes[i];
        }
        SymbolTable.of(MemorySegment.ofArray(damaged)).ifPresent(table -> assertNotNull(table.find(address)));
    }

    private static void readWithin(byte[] bytes) {
        assertTimeoutPreemptively(Duration.ofSeconds(5), () -> {
            try {
                ElfFile file = ElfFile.read(ByteSource.of(bytes));
                BuildId.gnu(file);
                BuildId.go(file);
                MiniDebugInfo.of(file);
                DebugFile.candidates(file, "/usr/lib/x.so");
                table(bytes).find(0x1008);
            } catch (MalformedElfException | IOException e) {
                assertFalse(String.valueOf(e.getMessage()).isBlank());
            }
        });
    }

    private static String refusal(byte[] bytes) {
        return String.valueOf(assertThrows(MalformedElfException.class, () -> ElfFile.read(ByteSource.of(bytes)))
                .getMessage());
    }

    static SymbolTable table(byte[] elf) throws IOException, MalformedElfException {
        return SymbolTable.of(MemorySegment.ofArray(bytes(elf))).orElseThrow();
    }

    private static byte[] bytes(byte[] elf) throws IOException, MalformedElfException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SymbolTableWriter writer = new SymbolTableWriter(out);
        SymbolSections.read(ElfFile.read(ByteSource.of(elf)), writer);
        writer.finish();
        return out.toByteArray();
    }

    static String name(SymbolTable table, long address) {
        return table.find(address).map(SymbolTable.Symbol::name).orElse("");
    }

    @Test
    void namesInOtherScriptsSurvive() throws Exception {
        String name = "größte_zahl_数";
        assertEquals(name, name(table(new ElfBytes().function(name, 0x1000, 8).build(".symtab")), 0x1000));
        assertTrue(name.getBytes(StandardCharsets.UTF_8).length > name.length());
    }
}
