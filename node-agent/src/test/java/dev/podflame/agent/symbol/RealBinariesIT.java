package dev.podflame.agent.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Symbols of programs that compilers of this machine made, against what binutils say about them.
class RealBinariesIT {
    @TempDir
    Path folder;

    @Test
    void everyFunctionOfTheJvmIsNamedAsNmNamesIt() throws Exception {
        Path libjvm = Path.of(System.getProperty("java.home"), "lib/server/libjvm.so");
        assumeTrue(Files.exists(libjvm), "this Java has no " + libjvm);
        boolean stripped = Programs.nm(folder, libjvm, "").isEmpty();
        compareWithNm(libjvm, stripped ? "-D" : "", stripped ? 100 : 10_000);
    }

    @Test
    void everyFunctionThatAStrippedLibraryOffersIsNamedAsNmNamesIt() throws Exception {
        Path library = Programs.compileC(folder, "library.so", """
                int offered(int n) { return n + 1; }
                int offered_too(int n) { return offered(n) * 2; }
                static int kept_to_itself(int n) { return n; }
                int (*use(void))(int) { return kept_to_itself; }
                """, "-shared", "-fPIC");
        Programs.run(folder, "strip", library.toString());
        compareWithNm(library, "-D", 3);
    }

    @Test
    void everyFunctionOfACProgramIsNamedAsNmNamesIt() throws Exception {
        Path program = Programs.compileC(folder, "busy", """
                static int inner(int n) { return n * 3; }
                __attribute__((noinline)) int spin_the_wheel(int n) { return inner(n) + n; }
                int main(int argc, char **argv) { return spin_the_wheel(argc); }
                """);
        compareWithNm(program, "", 3);
    }

    @Test
    void aStrippedProgramWithPackedSymbolsIsNamedAllTheSame() throws Exception {
        Path program = Programs.compileC(folder, "packed", """
                __attribute__((noinline)) int lives_on_in_xz(int n) { return n + 1; }
                int main(int argc, char **argv) { return lives_on_in_xz(argc); }
                """);
        Path symbols = folder.resolve("symbols");
        Programs.run(folder, "objcopy", "--only-keep-debug", program.toString(), symbols.toString());
        Programs.run(folder, "strip", program.toString());
        Programs.run(folder, "xz", "-k", symbols.toString());
        Programs.run(folder, "objcopy", "--add-section", ".gnu_debugdata=" + symbols + ".xz", program.toString());
        try (FileChannel channel = FileChannel.open(program)) {
            ElfFile packed =
                    MiniDebugInfo.of(ElfFile.read(ByteSource.of(channel))).orElseThrow();
            assertTrue(names(packed).contains("lives_on_in_xz"));
        }
    }

    @Test
    void theVdsoOfThisKernelHasItsFunctions() throws Exception {
        assertTrue(names(ElfFile.read(VdsoImage.read())).contains("clock_gettime"));
    }

    private void compareWithNm(Path program, String option, int atLeast) throws Exception {
        SortedMap<Long, List<String>> expected = Programs.nm(folder, program, option);
        assertTrue(expected.size() >= atLeast, "nm finds only " + expected.size());
        try (FileChannel channel = FileChannel.open(program)) {
            SymbolTable table = table(ElfFile.read(ByteSource.of(channel)));
            expected.forEach((address, names) -> {
                String found = ElfFileTest.name(table, address);
                assertTrue(names.contains(found), Long.toHexString(address) + " is " + names + " and not " + found);
            });
            assertEquals("", ElfFileTest.name(table, 1L << 42));
        }
    }

    private SymbolTable table(ElfFile file) throws IOException, MalformedElfException {
        SymbolFolder tables = new SymbolFolder(folder.resolve("tables"), 1L << 30);
        SymbolTable written = tables.write("one", table -> SymbolSections.read(file, table));
        SymbolTable again = tables.read("one").orElseThrow();
        assertEquals(written.size(), again.size());
        return again;
    }

    private static List<String> names(ElfFile file) throws IOException, MalformedElfException {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        SymbolTableWriter writer = new SymbolTableWriter(out);
        SymbolSections.read(file, writer);
        writer.finish();
        SymbolTable table =
                SymbolTable.of(MemorySegment.ofArray(out.toByteArray())).orElseThrow();
        return table.names();
    }
}
