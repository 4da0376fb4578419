package dev.podflame.embedded;

import dev.podflame.embedded.chdb.ChdbLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Finds and loads libchdb, or says what is wrong with it.
final class LibraryFile {
    /// Older ones replace the JVM's signal handlers on every connection, whatever they are told.
    static final String OLDEST = "26.7.3";

    private static final String FETCH = "run embedded-clickhouse/fetch-libchdb.sh and give the path that it prints";

    private LibraryFile() {}

    static ChdbLibrary load(Path given) throws StartupFailure {
        Path file = given.toAbsolutePath().normalize();
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new StartupFailure(Exit.LIBRARY_MISSING, "there is no library " + file, FETCH);
        }
        ChdbLibrary library;
        try {
            library = new ChdbLibrary(file);
        } catch (IllegalArgumentException e) {
            throw new StartupFailure(
                    Exit.LIBRARY_UNUSABLE,
                    file + " cannot be loaded: " + e.getMessage(),
                    "it needs glibc and an x86_64 processor; if the file is damaged, delete it and " + FETCH);
        } catch (UnsatisfiedLinkError e) {
            throw new StartupFailure(Exit.LIBRARY_TOO_OLD, file + ": " + e.getMessage(), FETCH);
        }
        if (!isRecent(library.version())) {
            throw new StartupFailure(
                    Exit.LIBRARY_TOO_OLD,
                    file + " is libchdb " + library.version() + "; it has to be " + OLDEST + " or newer",
                    FETCH);
        }
        return library;
    }

    /// Compares number by number; `26.7.3-rc` counts as 26.7.3.
    static boolean isRecent(String version) {
        int[] has = numbers(version);
        int[] needs = numbers(OLDEST);
        return Arrays.compare(has, needs) >= 0;
    }

    private static int[] numbers(String version) {
        int[] numbers = new int[3];
        String[] parts = version.split("[^0-9]+", 4);
        for (int i = 0; i < Math.min(3, parts.length); i++) {
            numbers[i] = parts[i].isEmpty() || parts[i].length() > 8 ? 0 : Integer.parseInt(parts[i]);
        }
        return numbers;
    }
}
