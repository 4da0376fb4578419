package dev.podflame.e2e.jvm;

import dev.podflame.e2e.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// The async-profiler that the agent carries.
final class ProfilerLibrary {
    private static final String NAME = "libasyncProfiler.so";

    private ProfilerLibrary() {}

    static Path unpack(Path folder) throws IOException {
        String platform = System.getProperty("os.arch").equals("aarch64") ? "linux-arm64" : "linux-x64";
        try (JarFile jar = new JarFile(jar().toFile());
                InputStream library = jar.getInputStream(jar.getJarEntry(platform + "/" + NAME))) {
            Files.copy(library, folder.resolve(NAME));
        }
        return folder.resolve(NAME);
    }

    private static Path jar() throws IOException {
        try (Stream<Path> jars = Files.list(Programs.root().resolve("node-agent/target/lib"))) {
            return jars.filter(jar -> jar.getFileName().toString().startsWith("async-profiler-"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("async-profiler isn't in the agent: run make build"));
        }
    }
}
