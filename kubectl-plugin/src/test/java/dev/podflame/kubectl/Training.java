package dev.podflame.kubectl;

import dev.podflame.kubectl.TestCluster.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Runs the installed plugin through a whole command, from kubectl to TLS, while Java notes what such a run needs and
/// writes it into a cache. `build-support/plugin.sh` starts it.
final class Training {
    private Training() {}

    /// Trains once.
    ///
    /// @param args the cache to write
    public static void main(String[] args) throws Exception {
        Path folder = Files.createTempDirectory("podflame-plugin-");
        try (TestCluster cluster = new TestCluster(folder)) {
            cluster.collector.answers("services", Answers.services());
            cluster.environment(
                    "JDK_JAVA_OPTIONS", "-XX:AOTCacheOutput=" + Path.of(args[0]).toAbsolutePath());
            Run run = cluster.run("top");
            if (run.exit() != 0 || !run.out().contains("checkout") || !Files.exists(Path.of(args[0]))) {
                throw new IllegalStateException("the training run failed: " + run);
            }
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
