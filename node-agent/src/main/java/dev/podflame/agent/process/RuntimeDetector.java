package dev.podflame.agent.process;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/// Finds out what runtime a selected process runs on. Opens its maps and its executable, so it must never be asked
/// about a process that isn't selected.
final class RuntimeDetector {

    private static final Pattern VERSION = Pattern.compile("[-0-9.]*$");

    private final Path proc;

    RuntimeDetector(Path proc) {
        this.proc = proc;
    }

    /// @param executableName name of its executable
    LanguageRuntime detect(long pid, String executableName) {
        Optional<LanguageRuntime> byName = byExecutable(executableName);
        if (byName.isPresent()) {
            return byName.get();
        }
        Path process = proc.resolve(Long.toString(pid));
        Optional<LanguageRuntime> byLibrary = MappedLibraries.runtimeIn(process.resolve("maps"));
        if (byLibrary.isPresent()) {
            return byLibrary.get();
        }
        return GoBinary.isGo(process.resolve("exe")) ? LanguageRuntime.GO : LanguageRuntime.NATIVE;
    }

    /// Interpreters that are linked statically have no library of their own.
    static Optional<LanguageRuntime> byExecutable(String name) {
        return Optional.ofNullable(
                switch (VERSION.matcher(name).replaceFirst("")) {
                    case "java" -> LanguageRuntime.JVM;
                    case "python", "pypy" -> LanguageRuntime.PYTHON;
                    case "node", "nodejs" -> LanguageRuntime.NODE;
                    case "ruby" -> LanguageRuntime.RUBY;
                    case "php", "php-fpm", "php-cgi" -> LanguageRuntime.PHP;
                    case "dotnet" -> LanguageRuntime.DOTNET;
                    case "perl" -> LanguageRuntime.PERL;
                    case "beam.smp" -> LanguageRuntime.BEAM;
                    default -> null;
                });
    }
}
