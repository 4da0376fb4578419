package dev.podflame.agent.attach.hotspot;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a process has mapped that tells which JVM it is and what else looks into it.
///
/// @param files each once, in the order of their addresses
record MappedFiles(List<MappedFile> files) {
    private static final String DELETED = " (deleted)";

    /// Parts of names of libraries that sample a JVM from inside, or change its signal handlers to do
    /// so.
    private static final List<String> PROFILERS =
            List.of("asyncprofiler", "libjavaprofiler", "libyjpagent", "libjprofilerti", "liblagent", "libhonest");

    /// @param path as the process sees it
    /// @param deleted whether nothing has that path any more, or something else
    record MappedFile(String path, long inode, boolean deleted) {
        String name() {
            return path.substring(path.lastIndexOf('/') + 1);
        }
    }

    MappedFiles {
        files = List.copyOf(files);
    }

    /// Reads a file like `/proc/PID/maps`: `RANGE PERMISSIONS OFFSET DEVICE INODE PATH`.
    static MappedFiles read(Path maps) throws IOException {
        Map<String, MappedFile> files = new LinkedHashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(maps, StandardCharsets.ISO_8859_1)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int slash = line.indexOf('/');
                if (slash < 0) {
                    continue;
                }
                String path = line.substring(slash);
                if (!files.containsKey(path)) {
                    String[] fields = line.substring(0, slash).strip().split(" +", -1);
                    boolean deleted = path.endsWith(DELETED);
                    String name = deleted ? path.substring(0, path.length() - DELETED.length()) : path;
                    files.put(path, new MappedFile(name, Long.parseLong(fields[4]), deleted));
                }
            }
        }
        return new MappedFiles(List.copyOf(files.values()));
    }

    Optional<MappedFile> named(String name) {
        return files.stream().filter(file -> file.name().equals(name)).findFirst();
    }

    /// OpenJ9 brings a `libjvm.so` of its own, that only leads to this.
    boolean hasOpenJ9() {
        return files.stream().anyMatch(file -> file.name().startsWith("libj9vm"));
    }

    boolean hasMusl() {
        return files.stream().anyMatch(file -> file.name().startsWith("ld-musl-"));
    }

    /// Where the JVM counts for `jps` and `jstat`.
    Optional<MappedFile> performanceData(long innerPid) {
        return files.stream()
                .filter(file -> file.path().startsWith("/tmp/hsperfdata_")
                        && file.name().equals("" + innerPid))
                .findFirst();
    }

    /// A profiler that isn't Podflame's.
    Optional<MappedFile> otherProfiler() {
        return files.stream()
                .filter(file -> PROFILERS.stream()
                        .anyMatch(part -> file.name().toLowerCase(Locale.ROOT).contains(part)))
                .filter(file -> !ProfilerLibrary.isOwn(file.path()))
                .findFirst();
    }

    /// Podflame's own library, of any version.
    List<MappedFile> ownLibraries() {
        return files.stream().filter(file -> ProfilerLibrary.isOwn(file.path())).toList();
    }
}
