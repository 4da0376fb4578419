package dev.podflame.e2e.jvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Files of the profiler's in the folders of a JVM where it leaves some while it works.
record Leftovers(long pid) {
    private static final String FOLDER = ".podflame-";
    private static final String TRIGGER = ".attach_pid";

    Set<String> find() throws IOException {
        Set<String> found = new TreeSet<>();
        Path process = Path.of("/proc", Long.toString(pid));
        for (String place : new String[] {"root/tmp", "cwd"}) {
            try (Stream<Path> files = Files.list(process.resolve(place))) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.startsWith(FOLDER) || name.startsWith(TRIGGER))
                        .forEach(name -> found.add(place + "/" + name));
            } catch (NoSuchFileException e) {
                // It has ended, or has no such folder.
            }
        }
        return found;
    }
}
