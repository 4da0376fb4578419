package dev.podflame.agent.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Tells a language runtime by the library that it lives in.
final class MappedLibraries {

    /// More lines than any runtime needs to map its library.
    private static final int MAX_LINES = 20_000;

    private static final Map<String, LanguageRuntime> LIBRARIES = Map.of(
            "libjvm.so", LanguageRuntime.JVM,
            "libcoreclr.so", LanguageRuntime.DOTNET,
            "libnode.so", LanguageRuntime.NODE,
            "libpython", LanguageRuntime.PYTHON,
            "libruby", LanguageRuntime.RUBY,
            "libphp", LanguageRuntime.PHP,
            "libperl.so", LanguageRuntime.PERL);

    private MappedLibraries() {}

    /// @param maps a file like `/proc/PID/maps`
    static Optional<LanguageRuntime> runtimeIn(Path maps) {
        try (BufferedReader lines = Files.newBufferedReader(maps, StandardCharsets.ISO_8859_1)) {
            String before = "";
            for (int i = 0; i < MAX_LINES; i++) {
                String line = lines.readLine();
                if (line == null) {
                    return Optional.empty();
                }
                String file = line.substring(line.lastIndexOf('/') + 1);
                if (line.indexOf('/') >= 0 && !file.equals(before)) {
                    Optional<LanguageRuntime> runtime = ofLibrary(file);
                    if (runtime.isPresent()) {
                        return runtime;
                    }
                    before = file;
                }
            }
        } catch (IOException e) {
            // Gone or out of reach: then its runtime stays unknown.
        }
        return Optional.empty();
    }

    private static Optional<LanguageRuntime> ofLibrary(String file) {
        if (!file.startsWith("lib") || !file.contains(".so")) {
            return Optional.empty();
        }
        return LIBRARIES.entrySet().stream()
                .filter(library -> file.startsWith(library.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
