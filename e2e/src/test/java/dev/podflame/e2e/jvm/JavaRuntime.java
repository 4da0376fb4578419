package dev.podflame.e2e.jvm;

import dev.podflame.e2e.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// A Java runtime to be profiled.
record JavaRuntime(int version, Path home) {
    /// The runtime of that version; skips the test, with the reason, where it can't be had.
    static JavaRuntime of(int version) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Programs.root().resolve("build-support/jdks.sh").toString(), Integer.toString(version))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        Assumptions.assumeTrue(process.waitFor() == 0, said);
        return new JavaRuntime(version, Path.of(said.substring(said.lastIndexOf('\n') + 1)));
    }

    String java() {
        return home.resolve("bin/java").toString();
    }
}
