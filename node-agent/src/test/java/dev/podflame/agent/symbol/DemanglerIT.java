package dev.podflame.agent.symbol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DemanglerIT {
    private static final Path REAL =
            Path.of(System.getProperty("podflame.root", ".."), "node-agent/native/bin/podflame-demangle");
    private static final String SORT = "_ZN4shop4sortEi";

    @TempDir
    Path folder;

    @Test
    void cppAndRustBecomeReadable() {
        assumeTrue(Files.isExecutable(REAL), "the demangler isn't built: run node-agent/native/build.sh");
        try (Demangler demangler = new Demangler(REAL)) {
            assertEquals("shop::sort", demangler.demangle(SORT).replaceFirst("\\(.*", ""));
            assertEquals("mycrate::foo", demangler.demangle("_ZN7mycrate3foo17h0123456789abcdefE"));
            assertTrue(demangler.demangle("_ZNSt6vectorIiSaIiEE9push_backEOi").startsWith("std::vector<int"));
            assertEquals("_Znot really", demangler.demangle("_Znot really"));
            assertEquals("main", demangler.demangle("main"));
        }
    }

    @Test
    void aMissingDemanglerCostsOnlyThePrettyNames() {
        try (Demangler demangler = new Demangler(folder.resolve("nothing"))) {
            assertEquals(SORT, demangler.demangle(SORT));
            assertEquals(SORT, demangler.demangle(SORT));
        }
    }

    @Test
    void aDemanglerThatDiesOrHangsCostsOnlyThePrettyNames() throws Exception {
        try (Demangler dies = new Demangler(script("read line; exit 1"));
                Demangler hangs = new Demangler(script("exec sleep 60"))) {
            assertEquals(SORT, dies.demangle(SORT));
            assertEquals(SORT, hangs.demangle(SORT));
            long before = System.nanoTime();
            assertEquals("_ZN1a1bEv", hangs.demangle("_ZN1a1bEv"));
            assertTrue(System.nanoTime() - before < 500_000_000L, "it isn't asked again at once");
        }
    }

    private Path script(String body) throws IOException {
        Path file = Files.createTempFile(folder, "demangle", "");
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
