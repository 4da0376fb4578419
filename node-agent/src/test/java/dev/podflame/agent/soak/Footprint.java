package dev.podflame.agent.soak;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What a process holds, as the kernel counts it.
record Footprint(int threads, int descriptors, long residentBytes) {

    static Footprint of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        long resident = Files.readAllLines(process.resolve("status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
                .findFirst()
                .orElse(0);
        return new Footprint(count(process.resolve("task")), count(process.resolve("fd")), resident);
    }

    static Footprint ofThisProcess() throws IOException {
        return of(ProcessHandle.current().pid());
    }

    boolean isMoreThan(Footprint earlier) {
        return threads > earlier.threads || descriptors > earlier.descriptors;
    }

    private static int count(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return (int) entries.count();
        }
    }
}
