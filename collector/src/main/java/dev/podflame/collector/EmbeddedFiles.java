package dev.podflame.collector;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds the parts of the embedded ClickHouse.
final class EmbeddedFiles {
    private static final String JAR = "podflame-embedded-clickhouse.jar";
    private static final String LIBRARY = "libchdb.so";

    private EmbeddedFiles() {}

    /// The folder of the program: the one given, else beside this program as images have it, else as the build has it.
    static Path home(@Nullable Path given) throws StartFailure {
        List<Path> candidates = new ArrayList<>();
        if (given != null) {
            candidates.add(given);
        } else {
            Path here = folderOfThisProgram();
            candidates.add(here.resolve("embedded-clickhouse"));
            candidates.add(here.resolve("../../embedded-clickhouse/target").normalize());
        }
        for (Path candidate : candidates) {
            if (Files.isRegularFile(candidate.resolve(JAR))) {
                return candidate;
            }
        }
        throw new StartFailure(
                "the embedded ClickHouse's program " + JAR + " is not in " + candidates,
                "build it, or name its folder with --embedded-home, or a server with --clickhouse-url");
    }

    /// The library: the one given, else the newest in the cache.
    static Path library(@Nullable Path given) throws StartFailure {
        if (given != null) {
            if (Files.isRegularFile(given)) {
                return given;
            }
            throw missing("the file " + given + " isn't there");
        }
        Path cache = cache();
        try (Stream<Path> versions = Files.isDirectory(cache) ? Files.list(cache) : Stream.empty()) {
            Optional<Path> newest = versions.map(version -> version.resolve(LIBRARY))
                    .filter(Files::isRegularFile)
                    .max(Comparator.naturalOrder());
            return newest.orElseThrow(() -> missing("there is none in " + cache));
        } catch (IOException e) {
            StartFailure failure = missing("the folder " + cache + " can't be read");
            failure.initCause(e);
            throw failure;
        }
    }

    private static StartFailure missing(String why) {
        return new StartFailure(
                "the embedded ClickHouse needs " + LIBRARY + ", but " + why,
                "fetch it with embedded-clickhouse/fetch-libchdb.sh, name it with --libchdb, or use a server with"
                        + " --clickhouse-url");
    }

    private static Path cache() {
        Map<String, String> environment = System.getenv();
        String base = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches = base.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(base);
        return caches.resolve("podflame").resolve("libchdb");
    }

    private static Path folderOfThisProgram() {
        CodeSource source = EmbeddedFiles.class.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Path.of("");
        }
        try {
            Path place = Path.of(source.getLocation().toURI());
            Path parent = place.getParent();
            return parent == null ? place : parent;
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program's own place isn't a path: " + source.getLocation(), e);
        }
    }
}
