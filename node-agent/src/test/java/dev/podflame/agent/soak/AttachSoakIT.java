package dev.podflame.agent.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;

/// The short version of `make soak-attach`.
class AttachSoakIT {
    private static final int CYCLES = 50;
    private static final int MINUTES = 4;

    /// Not in `/tmp`, of which the JVMs have another one, and not in the checkout, which may lie there.
    @TempDir(factory = OutsideOfTmp.class)
    private Path folder;

    static final class OutsideOfTmp implements TempDirFactory {
        @Override
        public Path createTempDirectory(AnnotatedElementContext element, ExtensionContext test) throws IOException {
            return Files.createTempDirectory(Path.of("/var/tmp"), "podflame-soak");
        }
    }

    @Test
    void fiftyCyclesLeaveNothingBehind() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "JVMs with a /tmp of their own take root");
        Path log = folder.resolve("log");
        String root = System.getProperty("podflame.root", "");
        Process soak = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx96m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AttachSoak.class.getName(),
                        root,
                        folder.toString(),
                        Integer.toString(CYCLES),
                        Integer.toString(MINUTES)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        int exit = soak.waitFor();
        String text = Files.readString(log, StandardCharsets.UTF_8);
        System.out.println(text);
        assertEquals(0, exit, text);
    }
}
